package dev.tandem.sip.leg;

import dev.tandem.sip.Binding;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.flow.OurAddress;
import dev.tandem.sip.message.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Who calls whom, as an INVITE of ours says it (RFC 3261, section 8.1.1; RFC 3323; RFC 3325).
 *
 * @param requestUri where it goes in the end
 * @param from From, without a tag
 * @param to To
 * @param routes Route values, first hop first
 * @param more further headers: asserted identity, privacy, where the call was forwarded, what is passed on
 */
record InviteHeaders(String requestUri, String from, String to, List<String> routes, List<Header> more) {
    /** What a user part holds as it is, besides letters and digits (RFC 3261, section 25.1: unreserved, user-unreserved). */
    private static final String UNESCAPED = "+_.!~*'()&=$,;?/-";

    private static final String ANONYMOUS = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";

    static InviteHeaders of(OutgoingInvite invite, Hop hop, OurAddress address) {
        if (invite.target() instanceof Target.Trunk trunk) {
            return trunk(invite, trunk, address.facing(hop));
        }
        if (invite.target() instanceof Target.Contact contact) {
            return contact(invite, contact.binding(), address.settings().domain());
        }
        throw new AssertionError(invite.target());
    }

    private static InviteHeaders contact(OutgoingInvite invite, Binding binding, String domain) {
        String to = "<sip:" + user(binding.aor().userPart()) + "@" + domain + ">";
        List<Header> more = Forwarding.headers(invite, binding.contact(), domain);
        return new InviteHeaders(binding.contact(), from(invite, domain), to, binding.path(), more);
    }

    private static InviteHeaders trunk(OutgoingInvite invite, Target.Trunk trunk, String ourHost) {
        String host = trunk.peer().host() + ":" + trunk.peer().port();
        String uri = "sip:" + user(trunk.dialled()) + "@" + host + phone(trunk.dialled());
        List<Header> more = new ArrayList<>();
        boolean told = !isAnonymous(invite) || trunk.peer().trusted();
        if (told && !invite.callerNumber().isEmpty()) {
            more.add(new Header("P-Asserted-Identity", shown(invite, ourHost)));
        }
        if (isAnonymous(invite)) {
            more.add(new Header("Privacy", "id"));
        }
        more.addAll(Forwarding.headers(invite, uri, ourHost));
        return new InviteHeaders(uri, from(invite, ourHost), "<" + uri + ">", List.of(), more);
    }

    /** Whose number is not known cannot be shown either. */
    private static boolean isAnonymous(OutgoingInvite invite) {
        return invite.relayed().anonymous() || invite.callerNumber().isEmpty();
    }

    private static String from(OutgoingInvite invite, String host) {
        return isAnonymous(invite) ? ANONYMOUS : shown(invite, host);
    }

    private static String shown(OutgoingInvite invite, String host) {
        String number = invite.callerNumber();
        String name = invite.relayed().anonymous() ? "" : quoted(invite.callerName());
        return name + "<sip:" + user(number) + "@" + host + phone(number) + ">";
    }

    static String phone(String user) {
        boolean number = user.length() > 1 && user.charAt(0) == '+';
        for (int at = 1; at < user.length(); at++) {
            number &= user.charAt(at) >= '0' && user.charAt(at) <= '9';
        }
        return number ? ";user=phone" : "";
    }

    private static String quoted(String name) {
        if (name.isEmpty()) {
            return "";
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            if (c >= ' ' && c != 0x7F && c != '"' && c != '\\') {
                quoted.append(c);
            }
        }
        return quoted.append("\" ").toString();
    }

    /** A user part with whatever a URI does not allow escaped. */
    static String user(String raw) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : raw.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0);
            if (plain) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return escaped.toString();
    }
}
