locals {
  # The names are those of functions/index.ts. The platform waits five seconds longer than the time budget of the run
  # (functions/time-budget.ts), so that the answer is ours. `broker` says that the run signs requests to E*TRADE, `news`
  # that it asks Finnhub, `caller` who calls it: a job, the owner by hand, Telegram, whose calls show a secret, or a browser,
  # whose calls show a session.
  functions = {
    signal-scan       = { timeout_seconds = 105, broker = true, news = true, caller = "job" }
    position-monitor  = { timeout_seconds = 60, broker = true, news = false, caller = "job" }
    token-renewal     = { timeout_seconds = 65, broker = true, news = false, caller = "job" }
    prepare-day       = { timeout_seconds = 545, broker = false, news = true, caller = "job" }
    daily-report      = { timeout_seconds = 305, broker = true, news = false, caller = "job" }
    watchdog          = { timeout_seconds = 55, broker = false, news = false, caller = "job" }
    telegram-webhook  = { timeout_seconds = 60, broker = true, news = false, caller = "telegram" }
    api               = { timeout_seconds = 305, broker = true, news = true, caller = "browser" }
    safe-mode-on      = { timeout_seconds = 65, broker = false, news = false, caller = "owner" }
    safe-mode-confirm = { timeout_seconds = 65, broker = false, news = false, caller = "owner" }
  }

  source_bundle = "${path.module}/${var.source_bundle}"

  # What identity tokens are made for, with the function's name behind it. The address by which Cloud Run is reached is
  # known only after the function is there, too late for its own environment; this one is known before, and every
  # function accepts it.
  functions_url = "https://${var.region}-${var.project_id}.cloudfunctions.net"

  # Firebase Hosting serves the dashboard there, and the API under /api.
  dashboard_url = "https://${var.project_id}.web.app"
}

resource "google_storage_bucket" "source" {
  name                        = "${var.project_id}-openbell-source"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  depends_on                  = [time_sleep.apis]
}

# The name holds the content: under one name for every build nothing would be deployed again.
resource "google_storage_bucket_object" "source" {
  bucket = google_storage_bucket.source.name
  name   = "functions-${filesha256(local.source_bundle)}.zip"
  source = local.source_bundle
}

# Every deployment stores an image of each function, and each is paid for until it is removed.
resource "google_artifact_registry_repository" "functions" {
  repository_id = "openbell-functions"
  location      = var.region
  format        = "DOCKER"

  cleanup_policies {
    id     = "remove-old"
    action = "DELETE"
    condition {
      older_than = "604800s"
    }
  }
  cleanup_policies {
    id     = "keep-recent"
    action = "KEEP"
    most_recent_versions {
      keep_count = 3
    }
  }
  depends_on = [time_sleep.apis]
}

resource "google_cloudfunctions2_function" "function" {
  for_each = local.functions
  name     = each.key
  location = var.region

  build_config {
    runtime           = "nodejs24"
    entry_point       = each.key
    docker_repository = google_artifact_registry_repository.functions.id
    service_account   = google_service_account.build.id
    source {
      storage_source {
        bucket = google_storage_bucket.source.name
        object = google_storage_bucket_object.source.name
      }
    }
  }

  service_config {
    service_account_email = google_service_account.function[each.key].email
    timeout_seconds       = each.value.timeout_seconds
    available_memory      = "512Mi"

    # One run at a time is the rule of the lease; these only spare the runs that would wait for it. A dashboard asks several
    # things at once, and one instance counts its requests. More than one at a time takes a whole CPU.
    max_instance_count               = 1
    max_instance_request_concurrency = each.key == "api" ? 20 : 1
    available_cpu                    = each.key == "api" ? "1" : null
    all_traffic_on_latest_revision   = true

    # The scheduler's calls count as internal traffic of the project; the owner and Telegram call from outside.
    ingress_settings = each.value.caller == "job" ? "ALLOW_INTERNAL_ONLY" : "ALLOW_ALL"

    environment_variables = {
      NODE_ENV               = "production"
      GOOGLE_CLOUD_PROJECT   = var.project_id
      OPENBELL_CONFIG        = var.config_json
      OPENBELL_FUNCTIONS_URL = local.functions_url
      OPENBELL_CALLERS       = each.value.caller == "owner" ? google_service_account.owner.email : google_service_account.scheduler.email

      # No function that asks for a token is public, so Cloud Run has checked each token and takes its signature away.
      OPENBELL_SIGNATURE_CHECKED_BY = "platform"

      # Empty as long as the mode is DEMO, which reads no account.
      OPENBELL_ACCOUNT_ID_KEY = var.account_id_key

      OPENBELL_TELEGRAM_USER_ID = tostring(var.telegram_owner_user_id)
      OPENBELL_TELEGRAM_CHAT_ID = tostring(var.telegram_owner_chat_id)
      OPENBELL_DASHBOARD_URL    = local.dashboard_url

      # Empty as long as no model is asked for plans.
      ADVISOR_URL   = var.advisor_url
      ADVISOR_MODEL = var.advisor_model
    }
  }

  depends_on = [
    google_artifact_registry_repository_iam_member.build_images,
    google_project_iam_member.build_log,
    google_project_iam_member.build_source,
  ]
}
