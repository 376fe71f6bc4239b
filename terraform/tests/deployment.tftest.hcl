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

run "jobs" {
  command = plan

  assert {
    condition = { for name, job in google_cloud_scheduler_job.job : name => "${job.schedule} ${job.time_zone}" } == {
      signal-scan      = "*/2 9-15 * * 1-5 America/New_York"
      position-monitor = "* 9-15 * * 1-5 America/New_York"
      watchdog         = "* 9-15 * * 1-5 America/New_York"
      prepare-day      = "0 7 * * 1-5 America/New_York"
      daily-report     = "5 13,16 * * 1-5 America/New_York"
      token-morning    = "0,15,25 8-9 * * 1-5 America/New_York"
      token-midnight   = "1 0 * * * America/New_York"
      token-renewal    = "30 * * * * Etc/UTC"
    }
    error_message = "A job is called at other times than the trading day says."
  }
  assert {
    condition     = alltrue([for name in ["signal-scan", "position-monitor"] : google_cloud_scheduler_job.job[name].retry_config[0].retry_count == 0])
    error_message = "The next tick is the repetition of a scan or a monitor."
  }
  assert {
    condition = alltrue([
      for name, job in google_cloud_scheduler_job.job :
      google_cloudfunctions2_function.function[local.jobs[name].function].service_config[0].timeout_seconds < tonumber(trimsuffix(job.attempt_deadline, "s"))
    ])
    error_message = "A function ends before the scheduler gives it up."
  }
  assert {
    condition     = alltrue([for job in google_cloud_scheduler_job.job : job.http_target[0].http_method == "POST"])
    error_message = "The doors answer to POST alone."
  }
}

run "functions" {
  assert {
    condition     = alltrue([for name, function in google_cloudfunctions2_function.function : function.name == name && function.build_config[0].entry_point == name])
    error_message = "A function and its entry point have one name."
  }
  assert {
    condition = alltrue([
      for name, function in google_cloudfunctions2_function.function :
      function.service_config[0].max_instance_count == 1
      && function.service_config[0].max_instance_request_concurrency == (name == "api" ? 20 : 1)
    ])
    error_message = "One instance of each function, and only the API answers several requests at once."
  }
  assert {
    condition     = length(distinct([for account in google_service_account.function : account.account_id])) == length(google_cloudfunctions2_function.function)
    error_message = "Every function has a service account of its own."
  }
  assert {
    condition = alltrue([
      for name, function in google_cloudfunctions2_function.function :
      function.service_config[0].service_account_email == google_service_account.function[name].email
    ])
    error_message = "A function runs as the account that bears its name."
  }
  assert {
    condition     = alltrue([for function in google_cloudfunctions2_function.function : function.build_config[0].service_account == google_service_account.build.id])
    error_message = "No build uses the default account, which may edit the project."
  }
  assert {
    condition     = google_storage_bucket_object.source.name == "functions-${filesha256("versions.tf")}.zip"
    error_message = "The bundle is named by its content."
  }
  assert {
    condition = alltrue([
      for name, job in google_cloud_scheduler_job.job :
      job.http_target[0].oidc_token[0].service_account_email == google_service_account.scheduler.email
      && job.http_target[0].oidc_token[0].audience == "https://us-east4-your-project-id.cloudfunctions.net/${local.jobs[name].function}"
    ])
    error_message = "The scheduler shows a token of its own account, made out to the function."
  }
}

run "callers" {
  assert {
    condition     = toset(keys(google_cloud_run_v2_service_iam_member.scheduler)) == toset([for job in local.jobs : job.function])
    error_message = "The scheduler may call what it has a job for, and nothing else."
  }
  assert {
    condition     = alltrue([for member in google_cloud_run_v2_service_iam_member.scheduler : member.member == "serviceAccount:${google_service_account.scheduler.email}"])
    error_message = "Only the scheduler's account calls a scheduled function."
  }
  assert {
    condition     = toset(keys(google_cloud_run_v2_service_iam_member.owner)) == toset(["safe-mode-on", "safe-mode-confirm"])
    error_message = "The owner calls the safe-mode functions by hand."
  }
  assert {
    condition = (
      alltrue([for member in google_cloud_run_v2_service_iam_member.owner : member.member == "serviceAccount:${google_service_account.owner.email}"])
      && google_service_account_iam_member.owner.service_account_id == google_service_account.owner.name
      && google_service_account_iam_member.owner.member == "user:owner@example.com"
    )
    error_message = "Nobody but the owner borrows the account that calls them."
  }
  assert {
    condition = alltrue([
      for name, function in google_cloudfunctions2_function.function :
      function.service_config[0].environment_variables.OPENBELL_CALLERS == (
        startswith(name, "safe-mode-") ? google_service_account.owner.email : google_service_account.scheduler.email
      )
    ])
    error_message = "A function admits whom the platform lets through, and nobody else."
  }
  assert {
    condition = toset([for member in concat(
      values(google_cloud_run_v2_service_iam_member.scheduler), values(google_cloud_run_v2_service_iam_member.owner)
    ) : split(":", member.member)[0]]) == toset(["serviceAccount"])
    error_message = "No function that asks for a token is public."
  }
  assert {
    condition = (
      google_cloud_run_v2_service_iam_member.telegram.member == "allUsers"
      && google_cloud_run_v2_service_iam_member.telegram.name == google_cloudfunctions2_function.function["telegram-webhook"].name
    )
    error_message = "Telegram reaches its webhook, and only that."
  }
  assert {
    condition = (
      google_cloud_run_v2_service_iam_member.browser.member == "allUsers"
      && google_cloud_run_v2_service_iam_member.browser.name == google_cloudfunctions2_function.function["api"].name
    )
    error_message = "A browser reaches the API, and only that."
  }
  assert {
    condition     = alltrue([for member in google_project_iam_member.store : member.role == "roles/datastore.user" && length(member.condition) == 1])
    error_message = "A function reads and writes documents of one database, and nothing else in the project."
  }
}

run "secrets" {
  assert {
    condition = toset([for secret in google_secret_manager_secret.secret : secret.secret_id]) == toset([
      "etrade-sandbox-consumer-key", "etrade-sandbox-consumer-secret", "etrade-oauth-sandbox",
      "etrade-prod-consumer-key", "etrade-prod-consumer-secret", "etrade-oauth-prod",
      "telegram-bot-token", "telegram-webhook-secret", "session-signing-key", "advisor-api-key", "finnhub-api-key",
    ])
    error_message = "The secrets have other names than the code asks for."
  }
  assert {
    condition     = !anytrue([for name in keys(google_secret_manager_secret_iam_member.reader) : strcontains(name, "prod")])
    error_message = "In the sandbox nobody reads a production secret."
  }
  assert {
    condition = toset([for name in keys(google_secret_manager_secret_iam_member.reader) : name if startswith(name, "etrade-oauth-")]) == toset([
      for function in ["signal-scan", "position-monitor", "token-renewal", "daily-report", "telegram-webhook", "api"] : "etrade-oauth-sandbox/${function}"
    ])
    error_message = "Only the functions that call the broker read its token."
  }
  assert {
    condition     = alltrue([for member in google_secret_manager_secret_iam_member.token_writer : member.member == "user:owner@example.com"])
    error_message = "On the owner's computer only the owner stores a sign-in."
  }
  assert {
    condition = alltrue([
      for member in google_secret_manager_secret_iam_member.function_signs_in : contains([
        for name in ["telegram-webhook", "api"] : "serviceAccount:${google_service_account.function[name].email}"
      ], member.member)
    ])
    error_message = "Of the functions only the bot and the API store a sign-in."
  }
  assert {
    condition     = toset([for name in keys(google_secret_manager_secret_iam_member.reader) : name if startswith(name, "telegram-webhook-secret/")]) == toset(["telegram-webhook-secret/telegram-webhook"])
    error_message = "Only the webhook reads its secret."
  }
  assert {
    condition     = toset([for name in keys(google_secret_manager_secret_iam_member.reader) : name if startswith(name, "session-signing-key/") || startswith(name, "advisor-api-key/")]) == toset(["session-signing-key/api"])
    error_message = "Only the API signs sessions, and nobody reads the key of an advisor that is not asked."
  }
}

run "secrets_of_production" {
  variables {
    config_json = "{\"broker\":{\"environment\":\"production\"}}"
  }
  assert {
    condition     = !anytrue([for name in keys(google_secret_manager_secret_iam_member.reader) : strcontains(name, "sandbox")])
    error_message = "In production nobody reads a sandbox secret."
  }
  assert {
    condition     = contains(keys(google_secret_manager_secret_iam_member.reader), "etrade-prod-consumer-key/signal-scan")
    error_message = "In production a scan reads the production key."
  }
}

run "documents" {
  command = plan

  assert {
    condition     = toset([for field in google_firestore_field.field : field.collection if length(field.ttl_config) == 1]) == toset(["cache", "confirmations", "links", "logins", "outbox", "runs", "sessions", "tape", "updates"])
    error_message = "The collections whose documents expire are removed by Firestore."
  }
  assert {
    condition     = alltrue([for field in google_firestore_field.field : length(field.index_config[0].indexes) == 0])
    error_message = "Neither the JSON of a document nor its expiry is indexed."
  }
  assert {
    condition = toset([for index in google_firestore_index.index : join(" ", concat([index.collection], [for field in index.fields : "${field.field_path} ${field.order}"]))]) == toset([
      "orders fields.createdAt DESCENDING __name__ ASCENDING",
      "outbox fields.time DESCENDING __name__ ASCENDING",
      "rewards fields.at DESCENDING __name__ ASCENDING",
      "trades fields.date ASCENDING fields.exitTime ASCENDING __name__ ASCENDING",
      "trades fields.mode ASCENDING fields.exitTime DESCENDING __name__ ASCENDING",
    ])
    error_message = "A query that is ordered has no index."
  }
  assert {
    condition     = google_firestore_database.main.delete_protection_state == "DELETE_PROTECTION_ENABLED"
    error_message = "The books can't be deleted by accident."
  }
}

run "watching" {
  assert {
    condition     = length(google_monitoring_alert_policy.watched) == 6 && alltrue([for policy in google_monitoring_alert_policy.watched : length(policy.notification_channels) == 1])
    error_message = "Every policy writes to the owner."
  }
  assert {
    condition     = length(google_billing_budget.month) == 0
    error_message = "Without a billing account there is no budget."
  }
}

run "budget" {
  variables {
    billing_account = "000000-000000-000000"
    budget_usd      = 7
  }
  assert {
    condition     = google_billing_budget.month[0].amount[0].specified_amount[0].units == "7"
    error_message = "The budget is the owner's."
  }
}
