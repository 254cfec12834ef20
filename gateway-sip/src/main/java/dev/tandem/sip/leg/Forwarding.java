package dev.tandem.sip.leg;

import dev.tandem.sip.Diversion;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.PassedHeader;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.HeaderList;
import java.util.ArrayList;
import java.util.List;

/**
 * What an INVITE of ours says of where the call came by (RFC 5806, RFC 7044), and the other headers that go on from the
 * caller's INVITE as they came.
 */
final class Forwarding {
    private static final String HISTORY_INFO = "History-Info";
    private static final String FIRST_INDEX = "1";
    private static final int INDEX_LENGTH_MAX = 64;

    private Forwarding() {}

    /** The headers; ours, as the newest, before those of others in Diversion and behind them in History-Info. */
    static List<Header> headers(OutgoingInvite invite, String requestUri, String ourHost) {
        List<Header> headers = new ArrayList<>();
        List<String> history = new ArrayList<>();
        for (Diversion diversion : invite.diversions()) {
            headers.add(new Header(
                    "Diversion", "<" + uri(diversion, ourHost) + ">;reason=" + diversion.reason() + ";counter=1"));
        }
        for (PassedHeader passed : invite.relayed().headers()) {
            if (passed.name().equals(HISTORY_INFO)) {
                history.add(passed.value());
            } else {
                headers.add(new Header(passed.name(), passed.value()));
            }
        }
        for (Diversion diversion : invite.diversions()) {
            extend(history, uri(diversion, ourHost), requestUri);
        }
        history.forEach(entry -> headers.add(new Header(HISTORY_INFO, entry)));
        return headers;
    }

    /** Where it was, unless they said so, and where it goes from there (RFC 7044, sections 10.3 and 10.4). */
    private static void extend(List<String> history, String from, String to) {
        String index = lastIndex(history);
        if (index.isEmpty()) {
            index = FIRST_INDEX;
            history.add("<" + from + ">;index=" + index);
        }
        history.add("<" + to + ";cause=302>;index=" + index + ".1;mp=" + index);
    }

    private static String lastIndex(List<String> history) {
        String last = "";
        for (String entry : HeaderList.split(history)) {
            int at = entry.lastIndexOf("index=");
            String index = at < 0 ? "" : digitsAndDots(entry, at + "index=".length());
            last = index.isEmpty() || index.length() > INDEX_LENGTH_MAX ? last : index;
        }
        return last;
    }

    private static String digitsAndDots(String text, int from) {
        int end = from;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        return text.substring(from, end);
    }

    private static String uri(Diversion diversion, String ourHost) {
        return "sip:" + InviteHeaders.user(diversion.number()) + "@" + ourHost
                + InviteHeaders.phone(diversion.number());
    }
}
