# Containers only: the owner and the functions store the values, so that no state file ever holds one.
locals {
  broker_functions = [for name, function in local.functions : name if function.broker]
  news_functions   = [for name, function in local.functions : name if function.news]

  # The short names are part of the secrets' names.
  broker_environment = { sandbox = "sandbox", production = "prod" }[jsondecode(var.config_json).broker.environment]

  # Who reads which secret. Those of the other environment are there, and nobody can read them.
  broker_secrets = merge([
    for environment in ["sandbox", "prod"] : {
      for name in ["etrade-${environment}-consumer-key", "etrade-${environment}-consumer-secret", "etrade-oauth-${environment}"] :
      name => environment == local.broker_environment ? local.broker_functions : []
    }
  ]...)
  secrets = merge(local.broker_secrets, {
    telegram-bot-token      = keys(local.functions)
    telegram-webhook-secret = ["telegram-webhook"]
    session-signing-key     = ["api"]
    advisor-api-key         = var.advisor_url == "" ? [] : ["api"]
    finnhub-api-key         = local.news_functions
  })

  secret_readers = merge([
    for secret, readers in local.secrets : { for reader in readers : "${secret}/${reader}" => { secret = secret, reader = reader } }
  ]...)
}

# Old versions are destroyed without a delay: while one waits for its end it is paid for, and the token has one a day.
resource "google_secret_manager_secret" "secret" {
  for_each  = local.secrets
  secret_id = each.key
  replication {
    auto {}
  }
  depends_on = [time_sleep.apis]
}

resource "google_secret_manager_secret_iam_member" "reader" {
  for_each  = local.secret_readers
  secret_id = google_secret_manager_secret.secret[each.value.secret].id
  role      = "roles/secretmanager.secretAccessor"
  member    = "serviceAccount:${google_service_account.function[each.value.reader].email}"
}

# A sign-in adds a version of the token and destroys the one before. The owner's computer does that, and the bot and the
# API, which read the token like every broker function; renewing a token at the broker changes nothing that is stored.
resource "google_secret_manager_secret_iam_member" "token_writer" {
  for_each = toset([
    "roles/secretmanager.secretAccessor",
    "roles/secretmanager.secretVersionAdder",
    "roles/secretmanager.secretVersionManager",
  ])
  secret_id = google_secret_manager_secret.secret["etrade-oauth-${local.broker_environment}"].id
  role      = each.key
  member    = var.owner_principal
}

resource "google_secret_manager_secret_iam_member" "function_signs_in" {
  for_each = {
    for pair in setproduct(["telegram-webhook", "api"], ["secretVersionAdder", "secretVersionManager"]) :
    "${pair[0]}/${pair[1]}" => { function = pair[0], role = "roles/secretmanager.${pair[1]}" }
  }
  secret_id = google_secret_manager_secret.secret["etrade-oauth-${local.broker_environment}"].id
  role      = each.value.role
  member    = "serviceAccount:${google_service_account.function[each.value.function].email}"
}
