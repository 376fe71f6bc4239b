# Optional: `openbell sweep` on many machines at once. Nothing of it exists while sweep_tasks is 0, and the functions know
# nothing of it. docs/sweep.md has the steps.
variable "sweep_tasks" {
  description = "On how many machines a sweep runs at the same time; 0 makes nothing."
  type        = number
  default     = 0

  validation {
    condition     = var.sweep_tasks >= 0 && var.sweep_tasks <= 1000 && floor(var.sweep_tasks) == var.sweep_tasks
    error_message = "sweep_tasks must be a whole number from 0 to 1000."
  }
}

variable "sweep_image" {
  description = "The image that the tasks run, as the output sweep_image_name says it; the job is made once it is set."
  type        = string
  default     = ""

  validation {
    condition     = var.sweep_image == "" || can(regex("^[a-z0-9-]+-docker\\.pkg\\.dev/[^ ]+[:@][^ ]+$", var.sweep_image))
    error_message = "sweep_image must be the address of an image with its tag or digest, as the output sweep_image_name says it."
  }
}

variable "sweep_name" {
  description = "The folder of the results; another sweep gets another name."
  type        = string
  default     = "first"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{0,39}$", var.sweep_name))
    error_message = "sweep_name must be 1 to 40 of a-z, 0-9 and \"-\"."
  }
}

variable "sweep_arguments" {
  description = "What `openbell sweep` is called with; the folder of the results and the number of the task are added."
  type        = list(string)
  default     = ["--space", "/sweep/space.json"]

  validation {
    condition     = length(setintersection(var.sweep_arguments, ["--out", "--shard", "--merge"])) == 0
    error_message = "sweep_arguments must leave --out, --shard and --merge out: each task is given its own part."
  }
}

locals {
  sweep        = var.sweep_tasks > 0 ? { openbell-sweep = var.sweep_tasks } : {}
  sweep_job    = var.sweep_image == "" ? {} : local.sweep
  sweep_folder = "/sweep"
  sweep_host   = "${var.region}-docker.pkg.dev"
}

resource "google_service_account" "sweep" {
  for_each     = local.sweep
  account_id   = each.key
  display_name = "Openbell sweep, reads and writes its own bucket"
  depends_on   = [time_sleep.apis]
}

# Results of the last months, and the files that you put beside them, which stay.
resource "google_storage_bucket" "sweep" {
  for_each                    = local.sweep
  name                        = "${var.project_id}-${each.key}"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  # A file of trials is written anew with every line that is added, and each former content would be kept and paid for.
  soft_delete_policy {
    retention_duration_seconds = 0
  }
  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age            = 90
      matches_prefix = ["results/"]
    }
  }
  depends_on = [time_sleep.apis]
}

resource "google_storage_bucket_iam_member" "sweep" {
  for_each = local.sweep
  bucket   = google_storage_bucket.sweep[each.key].name
  role     = "roles/storage.objectUser"
  member   = "serviceAccount:${google_service_account.sweep[each.key].email}"
}

resource "google_artifact_registry_repository" "sweep" {
  for_each      = local.sweep
  repository_id = each.key
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
      keep_count = 2
    }
  }
  depends_on = [time_sleep.apis]
}

# Cloud Run tells each task its number in CLOUD_RUN_TASK_INDEX and CLOUD_RUN_TASK_COUNT, which `openbell sweep` reads.
resource "google_cloud_run_v2_job" "sweep" {
  for_each            = local.sweep_job
  name                = each.key
  location            = var.region
  deletion_protection = false

  template {
    task_count  = each.value
    parallelism = each.value

    template {
      service_account       = google_service_account.sweep[each.key].email
      execution_environment = "EXECUTION_ENVIRONMENT_GEN2"
      timeout               = "86400s"

      # A task that is started again goes on after the last trial that it kept.
      max_retries = 3

      containers {
        image = var.sweep_image
        args  = concat(["sweep"], var.sweep_arguments, ["--out", "${local.sweep_folder}/results/${var.sweep_name}"])

        resources {
          limits = {
            cpu    = "2"
            memory = "4Gi"
          }
        }
        volume_mounts {
          name       = "sweep"
          mount_path = local.sweep_folder
        }
      }
      volumes {
        name = "sweep"
        gcs {
          bucket    = google_storage_bucket.sweep[each.key].name
          read_only = false
        }
      }
    }
  }

  depends_on = [google_storage_bucket_iam_member.sweep]
}

output "sweep_image_name" {
  description = "What to call the image when you build it, and what sweep_image is set to afterwards."
  value       = one([for repository in google_artifact_registry_repository.sweep : "${local.sweep_host}/${var.project_id}/${repository.repository_id}/openbell:1"])
}

output "sweep_commands" {
  description = "What to run one after the other: the image, the space, the sweep, and its results."
  value = flatten([
    for name, bucket in google_storage_bucket.sweep : [
      "gcloud auth configure-docker ${local.sweep_host}",
      "docker build -t ${local.sweep_host}/${var.project_id}/${name}/openbell:1 .",
      "docker push ${local.sweep_host}/${var.project_id}/${name}/openbell:1",
      "gcloud storage cp space.json gs://${bucket.name}/space.json",
      "gcloud run jobs execute ${name} --region=${var.region} --project=${var.project_id} --wait",
      "gcloud storage cp -r gs://${bucket.name}/results/${var.sweep_name} .",
      "npx openbell sweep --merge ${var.sweep_name}",
    ]
  ])
}
