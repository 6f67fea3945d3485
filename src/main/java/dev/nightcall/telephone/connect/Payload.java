package dev.nightcall.telephone.connect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is in one record of the stream: usually one contact record, but whoever puts several into one, one after the other or
 * one a line, has all of them read. One that cannot be read does not hide those around it.
 */
final class Payload {

    private final ObjectMapper mapper;
    private final byte[] data;

    private Payload(ObjectMapper mapper, byte[] data) {
        this.mapper = mapper;
        this.data = data;
    }

    /** @return each JSON value as it was written, and between them, as one piece each, what is none; none for a blank payload */
    static List<byte[]> records(ObjectMapper mapper, byte[] data) {
        return new Payload(mapper, data).records();
    }

    private List<byte[]> records() {
        List<byte[]> records = new ArrayList<>();
        int at = skipBlanks(0);
        while (at < data.length) {
            int end = endOfValue(at);
            end = end < 0 ? nextRecord(at + 1) : end;
            records.add(Arrays.copyOfRange(data, at, end));
            at = skipBlanks(end);
        }
        return records;
    }

    /**
     * @return where the JSON value that begins here ends; -1 when none does, or when nobody can tell, as of what is taken for
     *         UTF-16 or UTF-32 because of a zero in it
     */
    private int endOfValue(int at) {
        try (JsonParser parser = mapper.getFactory().createParser(data, at, data.length - at)) {
            int length = mapper.readTree(parser) == null ? -1 : (int) parser.currentLocation().getByteOffset();
            return length <= 0 ? -1 : at + length;
        } catch (IOException e) {
            return -1;
        }
    }

    /** Where the next contact record begins: at an object that is no part of another one, and has a contact's id. */
    private int nextRecord(int from) {
        for (int at = from; at < data.length; at++) {
            if (data[at] == '{' && !isNested(at) && isRecord(at)) {
                return at;
            }
        }
        return data.length;
    }

    /** A value of another one is on the line of what it follows, or at least our producers' are. */
    private boolean isNested(int at) {
        int before = at - 1;
        while (before >= 0 && (data[before] == ' ' || data[before] == '\t')) {
            before--;
        }
        return before >= 0 && (data[before] == ':' || data[before] == '[' || data[before] == ',');
    }

    private boolean isRecord(int at) {
        try (JsonParser parser = mapper.getFactory().createParser(data, at, data.length - at)) {
            JsonNode value = mapper.readTree(parser);
            return value != null && value.hasNonNull("ContactId");
        } catch (IOException e) {
            return false;
        }
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < data.length && (data[at] == ' ' || data[at] == '\t' || data[at] == '\r' || data[at] == '\n')) {
            at++;
        }
        return at;
    }
}
