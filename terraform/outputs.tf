output "functions" {
  description = "The address of each function. All want an identity token, but for telegram-webhook and api, which have locks of their own."
  value       = { for name, function in google_cloudfunctions2_function.function : name => function.service_config[0].uri }
}

output "jobs" {
  description = "What is called when."
  value       = { for name, job in google_cloud_scheduler_job.job : name => "${job.schedule} ${job.time_zone}" }
}

output "secrets_to_fill" {
  description = "The secrets that a function reads and you store; each waits for its value on standard input."
  value = [
    for name in distinct([for binding in local.secret_readers : binding.secret]) :
    "gcloud secrets versions add ${name} --data-file=- --project=${var.project_id}" if !startswith(name, "etrade-oauth-")
  ]
}

locals {
  call_by_hand = {
    for name in keys(google_cloud_run_v2_service_iam_member.owner) : name => join(" ", [
      "curl -X POST -H \"Authorization: Bearer $(gcloud auth print-identity-token --include-email",
      "--impersonate-service-account=${google_service_account.owner.email} --audiences=${local.functions_url}/${name})\"",
      google_cloudfunctions2_function.function[name].service_config[0].uri,
    ])
  }
}

output "stop_all_entries" {
  description = "Enters safe mode by hand; exits go on."
  value       = local.call_by_hand["safe-mode-on"]
}

output "confirm_safe_mode" {
  description = "Lets entries go on where the rules allow it, once you have looked."
  value       = local.call_by_hand["safe-mode-confirm"]
}

output "service_accounts" {
  description = "Which account each function runs as."
  value       = { for name, account in google_service_account.function : name => account.email }
}

output "dashboard" {
  description = "Where the dashboard is once Hosting serves it; /dashboard in Telegram gives a link that signs in."
  value       = local.dashboard_url
}
