package dev.tandem.sip.jain;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells requests of one branch by who sent them (RFC 3261, section 17.2.3: branch <i>and</i> sent-by), which the stack does
 * not. The second sender's branch gets a mark on its way into the stack and loses it on the way out.
 */
final class SentBy {
    private static final String MARK = "~sent-by~";
    private static final int HASH_CHARS = 8;
    private static final byte[] MARK_OCTETS = MARK.getBytes(StandardCharsets.US_ASCII);

    private SentBy() {}

    /**
     * Marks the branch of a request when another sender has a transaction of that branch.
     *
     * @param known the request of the server transaction with a key of the stack's
     */
    static void separate(SIPRequest request, Function<String, Optional<SIPRequest>> known) {
        Via via = request.getTopmostVia();
        String branch = via.getBranch();
        if (branch == null) {
            return;
        }
        String marked = branch + MARK + hash(via);
        boolean others = known.apply(key(branch))
                .filter(first -> !isSame(first.getTopmostVia(), via))
                .isPresent();
        if (others || known.apply(key(marked)).isPresent()) {
            try {
                via.setBranch(marked);
            } catch (ParseException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static String key(String branch) {
        return branch.toLowerCase(Locale.ROOT);
    }

    private static boolean isSame(Via one, Via other) {
        return one.getHost().equalsIgnoreCase(other.getHost()) && one.getPort() == other.getPort();
    }

    private static String hash(Via via) {
        int hash = via.getHost().toLowerCase(Locale.ROOT).hashCode() * 31 + via.getPort();
        return HexFormat.of().toHexDigits(hash);
    }

    /** A message as the sender of its request knows it: without the mark. */
    static byte[] unmarked(byte[] message) {
        int at = find(message);
        if (at < 0) {
            return message;
        }
        int behind = Math.min(message.length, at + MARK_OCTETS.length + HASH_CHARS);
        byte[] plain = Arrays.copyOf(message, message.length - (behind - at));
        System.arraycopy(message, behind, plain, at, message.length - behind);
        return plain;
    }

    /** Only in the top Via can there be one, and that stands before the first empty line. */
    private static int find(byte[] message) {
        for (int at = 0; at + MARK_OCTETS.length <= message.length; at++) {
            if (message[at] == '\n' && message[at + 1] == '\r') {
                return -1;
            }
            if (message[at] == '~' && matches(message, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] message, int at) {
        for (int each = 0; each < MARK_OCTETS.length; each++) {
            if (message[at + each] != MARK_OCTETS[each]) {
                return false;
            }
        }
        return true;
    }
}
