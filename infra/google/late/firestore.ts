// Imported late, and by name: of a library that is no ES module a late import alone would see no names in the bundle.
export { FieldPath, FieldValue, Firestore, Timestamp } from '@google-cloud/firestore'
