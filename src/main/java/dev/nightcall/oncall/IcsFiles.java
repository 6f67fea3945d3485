package dev.nightcall.oncall;

import dev.nightcall.oncall.FeedSource.IcsFile;
import dev.nightcall.oncall.ics.Ics;
import dev.nightcall.oncall.ics.IcsException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/** iCalendars in files beside {@code oncall.yaml}. Like there, the content alone says whether one has changed. */
final class IcsFiles {

    private IcsFiles() {
    }

    /** Takes up a file that has changed; if that cannot be done, what was read before stays and the feed says why. */
    static void look(IcsFile source, Feed<Ics> feed, Feeds feeds) {
        try {
            byte[] octets = octets(source, feeds.maxSize());
            if (feed.content().filter(ics -> ics.isOf(octets)).isPresent()) {
                feed.content().ifPresent(ics -> ics.lookAhead(feeds.now()));
                feed.unchanged();
            } else if (octets.length > feeds.maxSize()) {
                feed.failed("is larger than " + feeds.maxSize() + " bytes");
            } else {
                feed.read(Ics.read(octets, source.zone(), source.free(), feeds.now()), feeds.now());
            }
        } catch (NoSuchFileException e) {
            feed.failed("does not exist");
        } catch (IOException e) {
            feed.failed("cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (IcsException e) {
            feed.failed(e.getMessage());
        } catch (RuntimeException e) {
            feed.failed("cannot be understood (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static byte[] octets(IcsFile source, int maxSize) throws IOException {
        try (InputStream in = Files.newInputStream(source.file())) {
            return in.readNBytes(maxSize + 1);
        }
    }
}
