"""The tests, by the rooms of the application. A package, because an installed library brings a `tests` of its own."""
