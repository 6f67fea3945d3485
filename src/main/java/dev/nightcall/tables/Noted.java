package dev.nightcall.tables;

/**
 * What is noted of the place of an alert.
 *
 * @param group in which it is filed
 * @param by    the id of the alert that was filed there; null where only the place counts
 * @param alert under which it is noted: its identity, or what was written where an older version noted it
 */
public record Noted(String group, String by, String alert) {
}
