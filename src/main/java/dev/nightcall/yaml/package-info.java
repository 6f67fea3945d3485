/** The files that people write in YAML, read so that whatever is wrong with them has a line. */
package dev.nightcall.yaml;
