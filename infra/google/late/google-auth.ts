// Imported late, and by name: of a library that is no ES module a late import alone would see no names in the bundle.
export { OAuth2Client } from 'google-auth-library'
