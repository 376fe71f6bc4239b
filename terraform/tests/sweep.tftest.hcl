mock_provider "google" {
  mock_resource "google_cloudfunctions2_function" {
    defaults = {
      service_config = { uri = "https://function.example.com" }
    }
  }
}
mock_provider "google" {
  alias = "billing"
}
mock_provider "time" {}

variables {
  project_id             = "your-project-id"
  owner_principal        = "user:owner@example.com"
  telegram_owner_user_id = 1
  telegram_owner_chat_id = 1
  alert_email            = "owner@example.com"
  source_bundle          = "versions.tf" # any file: nothing is built here
}

run "without_being_asked_for_nothing_is_made" {
  assert {
    condition = (
      length(google_cloud_run_v2_job.sweep) + length(google_storage_bucket.sweep) + length(google_service_account.sweep)
      + length(google_artifact_registry_repository.sweep) + length(output.sweep_commands) == 0
    )
    error_message = "A sweep in the cloud is optional."
  }
}

run "there_is_a_place_for_the_image_before_there_is_one" {
  variables {
    sweep_tasks = 3
  }
  assert {
    condition     = length(google_artifact_registry_repository.sweep) == 1 && length(google_cloud_run_v2_job.sweep) == 0
    error_message = "The job comes after its image."
  }
  assert {
    condition     = output.sweep_image_name == "us-east4-docker.pkg.dev/your-project-id/openbell-sweep/openbell:1"
    error_message = "The owner is told what to call the image."
  }
}

run "a_sweep_on_three_machines" {
  variables {
    sweep_tasks     = 3
    sweep_image     = "us-east4-docker.pkg.dev/your-project-id/openbell-sweep/openbell:1"
    sweep_arguments = ["--space", "/sweep/space.json", "--random", "100"]
    sweep_name      = "march"
  }
  assert {
    condition = alltrue([
      for job in google_cloud_run_v2_job.sweep :
      job.template[0].task_count == 3 && job.template[0].parallelism == 3
    ])
    error_message = "All tasks run at the same time."
  }
  assert {
    condition = alltrue([
      for job in google_cloud_run_v2_job.sweep :
      job.template[0].template[0].containers[0].args == tolist(["sweep", "--space", "/sweep/space.json", "--random", "100", "--out", "/sweep/results/march"])
    ])
    error_message = "Each task is called with the owner's arguments and the folder of the results."
  }
  assert {
    condition = alltrue([
      for name, job in google_cloud_run_v2_job.sweep :
      job.template[0].template[0].volumes[0].gcs[0].bucket == google_storage_bucket.sweep[name].name
      && job.template[0].template[0].containers[0].volume_mounts[0].mount_path == "/sweep"
      && job.template[0].template[0].execution_environment == "EXECUTION_ENVIRONMENT_GEN2"
    ])
    error_message = "The results go into the bucket, which is mounted as a folder."
  }
  assert {
    condition = alltrue([
      for bucket in google_storage_bucket.sweep :
      bucket.uniform_bucket_level_access && bucket.public_access_prevention == "enforced"
      && toset(flatten([for rule in bucket.lifecycle_rule : [for when in rule.condition : when.matches_prefix]])) == toset(["results/"])
    ])
    error_message = "The bucket is closed, and only results grow old in it."
  }
  assert {
    condition = alltrue([
      for name, job in google_cloud_run_v2_job.sweep :
      job.template[0].template[0].service_account == google_service_account.sweep[name].email
      && google_storage_bucket_iam_member.sweep[name].role == "roles/storage.objectUser"
      && google_storage_bucket_iam_member.sweep[name].bucket == google_storage_bucket.sweep[name].name
    ])
    error_message = "The account of the sweep may use one bucket and nothing else."
  }
  assert {
    condition     = contains(output.sweep_commands, "gcloud run jobs execute openbell-sweep --region=us-east4 --project=your-project-id --wait")
    error_message = "The owner is told how to start it."
  }
}

run "tasks_are_whole" {
  command = plan
  variables {
    sweep_tasks = 1.5
  }
  expect_failures = [var.sweep_tasks]
}

run "an_image_has_a_tag" {
  command = plan
  variables {
    sweep_image = "us-east4-docker.pkg.dev/your-project-id/openbell-sweep/openbell"
  }
  expect_failures = [var.sweep_image]
}

run "a_name_is_a_folder" {
  command = plan
  variables {
    sweep_name = "../other"
  }
  expect_failures = [var.sweep_name]
}

run "a_task_finds_its_part_by_itself" {
  command = plan
  variables {
    sweep_arguments = ["--shard", "1/2"]
  }
  expect_failures = [var.sweep_arguments]
}
