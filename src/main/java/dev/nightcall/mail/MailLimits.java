package dev.nightcall.mail;

/**
 * How much of a mail is looked at. What is beyond is ignored and the mail is still read: a mail bomb costs bounded time
 * and memory, and an alert with a log of 20 MB still phones.
 *
 * @param depth        multiparts within multiparts
 * @param parts        of the whole mail
 * @param headers      fields of one header
 * @param headerOctets of one field, folded lines included
 * @param textOctets   of all texts together, when their transfer encoding is undone
 * @param textChars    of the text that is kept
 * @param htmlTags     of one HTML text; building its tree takes quadratic time when tables are made to be slow
 */
public record MailLimits(int depth, int parts, int headers, int headerOctets, int textOctets, int textChars,
                         int htmlTags) {

    /** For mails from strangers. */
    public static final MailLimits DEFAULT = new MailLimits(20, 500, 500, 32 * 1024, 2 * 1024 * 1024, 256 * 1024, 20_000);
}
