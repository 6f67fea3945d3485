package dev.nightcall.oncall;

/** One telephone of an engineer. @param number in E.164, as {@code +819012345678} */
public record Phone(String number) {
}
