package dev.nightcall.intake;

import dev.nightcall.memory.MemoryFullException;
import dev.nightcall.memory.Share;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Unpacks bodies, bounded in length and in memory: a kilobyte of gzip may be a megabyte of text. */
public final class Unpacking {

    /** So long may a body be, packed and unpacked, whose key is inside and not yet known: PagerDuty takes no longer ones. */
    public static final int LONGEST_OF_STRANGERS = 512 * 1024;

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
    private static final int PIECE = 16_384;
    /** It is copied as it grows, and once more at its end. */
    private static final int COPIES = 3;

    private final int longest;

    /** @param longest how many bytes a body may have when it is unpacked */
    public Unpacking(int longest) {
        this.longest = longest;
    }

    /**
     * What says that it is packed and is not, or is damaged, is taken as it is: somebody has to look at it.
     *
     * @param encoding {@code Content-Encoding}; may be null
     * @param share    from which it takes memory
     * @throws BodyException       when it is too long, or packed in a way that is not known here
     * @throws MemoryFullException when there is no room for it
     */
    public byte[] unpack(byte[] body, String encoding, Share share) {
        String how = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        if (how.isEmpty() || how.equals("identity")) {
            return body;
        }
        if (!GZIP.contains(how)) {
            throw BodyException.encoding();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            ByteArrayOutputStream unpacked = new ByteArrayOutputStream(PIECE);
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                share.take((long) COPIES * read);
                unpacked.write(piece, 0, read);
                if (unpacked.size() > longest) {
                    throw BodyException.tooLong(longest);
                }
            }
            return unpacked.toByteArray();
        } catch (IOException e) {
            return body;
        }
    }
}
