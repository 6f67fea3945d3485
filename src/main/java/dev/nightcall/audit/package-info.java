/**
 * The auditor: accounts for every accepted alert and every call, finds what is overdue, and moves it. Because code has errors,
 * also this one: whatever it does, the handlers of its messages bear to be asked twice.
 */
package dev.nightcall.audit;
