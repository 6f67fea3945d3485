package dev.nightcall.settings;

/** A value that won. @param place where it was written, as told to whoever has to correct it */
record Setting(String value, String place) {
}
