/**
 * Nightcall on a laptop: stand-ins for SQS, DynamoDB, Kinesis and Amazon Connect on this machine. Nothing outside this
 * package knows of it; what runs against AWS and what runs here is the same program, pointed elsewhere.
 */
package dev.nightcall.local;
