/** The part of Amazon Connect's Flow language that Nightcall's contact flow uses, read strictly and run. */
package dev.nightcall.local.connect.flow;
