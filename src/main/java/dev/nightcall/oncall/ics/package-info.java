/**
 * iCalendar (RFC 5545) of other people: events and when they are. The lines are taken apart here, so that whatever comes
 * costs bounded time and memory; recurrence rules and the zone names of Windows are ical4j's.
 */
package dev.nightcall.oncall.ics;
