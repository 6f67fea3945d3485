package dev.nightcall.oncall;

/** A calendar outside which nobody is called. @param name as people are told it */
public record Window(String name, Calendar calendar) {
}
