/** A small Kinesis Data Streams, since there is none for the Java platform. */
package dev.nightcall.local.kinesis;
