variable "project_id" {
  description = "The Google Cloud project that holds Openbell and nothing else."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "project_id must be the id of a project, 6 to 30 of a-z, 0-9 and \"-\", not its display name or number."
  }
}

variable "region" {
  description = "Where functions, jobs, images and the database live. The database can't be moved afterwards."
  type        = string
  default     = "us-east4" # Ashburn, next to the broker's data centres

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]{1,2}$", var.region))
    error_message = "region must be one region such as \"us-east4\", not a zone or a continent."
  }
}

variable "owner_principal" {
  description = "The one person who may call the safe-mode functions, by borrowing an account, and store a sign-in, for example \"user:you@example.com\"."
  type        = string

  validation {
    condition     = can(regex("^(user|serviceAccount):[^@ ]+@[^@ ]+$", var.owner_principal))
    error_message = "owner_principal must name one account, as in \"user:you@example.com\"."
  }
}

variable "telegram_owner_user_id" {
  description = "The Telegram user whom the bot obeys."
  type        = number

  validation {
    condition     = var.telegram_owner_user_id > 0 && floor(var.telegram_owner_user_id) == var.telegram_owner_user_id
    error_message = "telegram_owner_user_id must be a positive whole number; a bot such as @userinfobot tells you yours."
  }
}

variable "telegram_owner_chat_id" {
  description = "The Telegram chat that the bot writes to; in a private chat it equals the user id, a group has a negative one."
  type        = number

  validation {
    condition     = var.telegram_owner_chat_id != 0 && floor(var.telegram_owner_chat_id) == var.telegram_owner_chat_id
    error_message = "telegram_owner_chat_id must be a whole number other than 0."
  }
}

variable "account_id_key" {
  description = "The accountIdKey of the account that LIVE trades in, which \"openbell token login\" shows; needed for LIVE alone."
  type        = string
  default     = ""

  validation {
    condition     = var.account_id_key != "" || try(jsondecode(var.config_json).mode, "DEMO") == "DEMO"
    error_message = "account_id_key must be set when config_json says LIVE."
  }
}

variable "advisor_url" {
  description = "An OpenAI-compatible endpoint that is asked for plans, for example https://api.example.com/v1; empty asks nobody."
  type        = string
  default     = ""

  validation {
    condition     = var.advisor_url == "" || can(regex("^https://[^@?# ]+$", var.advisor_url))
    error_message = "advisor_url must be an https address without user, query or fragment, or empty."
  }
}

variable "advisor_model" {
  description = "The model that advisor_url serves."
  type        = string
  default     = ""

  validation {
    condition     = var.advisor_url == "" || var.advisor_model != ""
    error_message = "advisor_model must name a model when advisor_url is set."
  }
}

variable "alert_email" {
  description = "Where Google writes when Openbell itself may be unable to speak."
  type        = string

  validation {
    condition     = can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", var.alert_email))
    error_message = "alert_email must be an e-mail address."
  }
}

variable "config_json" {
  description = "The owner's settings as JSON, as `openbell config` prints them; what is left out has its default."
  type        = string
  default     = "{\"broker\":{\"environment\":\"sandbox\"}}"

  validation {
    condition     = can(keys(jsondecode(var.config_json)))
    error_message = "config_json must be a JSON object."
  }
  validation {
    condition     = contains(["sandbox", "production"], try(jsondecode(var.config_json).broker.environment, "unset"))
    error_message = "config_json must set broker.environment to \"sandbox\" or \"production\": there is no simulator in the cloud."
  }
}

variable "source_bundle" {
  description = "The built functions, relative to this folder."
  type        = string
  default     = "../dist/functions.zip"

  validation {
    condition     = fileexists("${path.module}/${var.source_bundle}")
    error_message = "There is no file ${var.source_bundle} seen from the terraform folder: build the functions first."
  }
}

variable "log_retention_days" {
  description = "How long logs are kept; up to 30 days cost nothing."
  type        = number
  default     = 30

  validation {
    condition     = var.log_retention_days >= 1 && var.log_retention_days <= 3650 && floor(var.log_retention_days) == var.log_retention_days
    error_message = "log_retention_days must be a whole number from 1 to 3650."
  }
}

variable "billing_account" {
  description = "The billing account that a budget is set on; without it there is no budget."
  type        = string
  default     = null

  validation {
    condition     = var.billing_account == null || can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.billing_account))
    error_message = "billing_account must be three groups of six digits or letters A-F, as `gcloud billing accounts list` shows."
  }
}

variable "budget_usd" {
  description = "What a month may cost before Google writes; it stops nothing."
  type        = number
  default     = 5

  validation {
    condition     = var.budget_usd >= 1 && floor(var.budget_usd) == var.budget_usd
    error_message = "budget_usd must be whole dollars, at least 1."
  }
}
