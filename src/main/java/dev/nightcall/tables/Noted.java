package dev.nightcall.tables;

/**
 * What is noted of the place of an alert.
 *
 * @param group in which it is filed
 * @param by    the id of the alert that was filed there; null where only the place counts
 */
public record Noted(String group, String by) {
}
