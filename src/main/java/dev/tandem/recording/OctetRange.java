package dev.tandem.recording;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of a file, as one range of a Range header asks for it (RFC 9110, section 14.1.2).
 *
 * @param first the first octet, from 0
 * @param last the last octet, included
 */
record OctetRange(long first, long last) {

    private static final Pattern FORM = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** The whole of a file. */
    static OctetRange whole(long size) {
        return new OctetRange(0, size - 1);
    }

    /** What a header asks for of a file; empty when it cannot be given, which is answered 416. */
    static Optional<OctetRange> read(String header, long size) {
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long count = Math.min(size, Long.parseLong(matcher.group(2)));
            return Optional.of(new OctetRange(size - count, size - 1)).filter(range -> count > 0);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(matcher.group(2)));
        return Optional.of(new OctetRange(first, last)).filter(range -> first <= last);
    }

    long length() {
        return last - first + 1;
    }

    String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
