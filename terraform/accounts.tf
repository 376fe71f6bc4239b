# One account a function, so that each can do what its own code needs and the log says which one did it.
resource "google_service_account" "function" {
  for_each     = local.functions
  account_id   = "openbell-${each.key}"
  display_name = "Openbell ${each.key}"
  depends_on   = [time_sleep.apis]
}

resource "google_service_account" "scheduler" {
  account_id   = "openbell-scheduler"
  display_name = "Openbell scheduler, calls the functions"
  depends_on   = [time_sleep.apis]
}

# The token of a person can't be made for a function's address, and then the function refuses it. So the owner, and nobody
# else, borrows this account for a call by hand.
resource "google_service_account" "owner" {
  account_id   = "openbell-owner"
  display_name = "Openbell owner, calls safe mode by hand"
  depends_on   = [time_sleep.apis]
}

resource "google_service_account_iam_member" "owner" {
  service_account_id = google_service_account.owner.name
  role               = "roles/iam.serviceAccountOpenIdTokenCreator"
  member             = var.owner_principal
}

resource "google_service_account" "build" {
  account_id   = "openbell-build"
  display_name = "Openbell build, turns the bundle into images"
  depends_on   = [time_sleep.apis]
}

# Every function claims its run in the database, so all of them get it; the role is project-wide without the condition.
resource "google_project_iam_member" "store" {
  for_each = google_service_account.function
  project  = var.project_id
  role     = "roles/datastore.user"
  member   = "serviceAccount:${each.value.email}"

  condition {
    title      = "only-the-database-of-openbell"
    expression = "resource.name == \"projects/${var.project_id}/databases/${google_firestore_database.main.name}\""
  }
}

resource "google_project_iam_member" "build_log" {
  project = var.project_id
  role    = "roles/logging.logWriter"
  member  = "serviceAccount:${google_service_account.build.email}"
}

# A build reads the copy of the bundle that Cloud Functions makes in a bucket of its own.
resource "google_project_iam_member" "build_source" {
  project = var.project_id
  role    = "roles/storage.objectViewer"
  member  = "serviceAccount:${google_service_account.build.email}"

  condition {
    title = "only-function-sources"
    expression = join(" || ", [
      for bucket in [google_storage_bucket.source.name, "gcf-v2-sources-"] :
      "resource.name.startsWith(\"projects/_/buckets/${bucket}\")"
    ])
  }
}

resource "google_artifact_registry_repository_iam_member" "build_images" {
  location   = google_artifact_registry_repository.functions.location
  repository = google_artifact_registry_repository.functions.name
  role       = "roles/artifactregistry.writer"
  member     = "serviceAccount:${google_service_account.build.email}"
}

resource "google_cloud_run_v2_service_iam_member" "scheduler" {
  for_each = toset([for job in local.jobs : job.function])
  name     = google_cloudfunctions2_function.function[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  member   = "serviceAccount:${google_service_account.scheduler.email}"
}

resource "google_cloud_run_v2_service_iam_member" "owner" {
  for_each = toset([for name, function in local.functions : name if function.caller == "owner"])
  name     = google_cloudfunctions2_function.function[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  member   = "serviceAccount:${google_service_account.owner.email}"
}

# Telegram signs nothing that Google could check. It shows a secret with every call instead, which the function asks for.
resource "google_cloud_run_v2_service_iam_member" "telegram" {
  name     = google_cloudfunctions2_function.function["telegram-webhook"].name
  location = var.region
  role     = "roles/run.invoker"
  member   = "allUsers"
}

# A browser has no account at Google. The API asks every caller for a session of its own, which only the owner can begin.
resource "google_cloud_run_v2_service_iam_member" "browser" {
  name     = google_cloudfunctions2_function.function["api"].name
  location = var.region
  role     = "roles/run.invoker"
  member   = "allUsers"
}
