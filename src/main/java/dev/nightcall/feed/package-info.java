/**
 * Fetches what the plan has elsewhere, on threads of its own: iCalendars on the web, Change Calendars of AWS Systems
 * Manager. Nobody who decides about a call ever waits for it.
 */
package dev.nightcall.feed;
