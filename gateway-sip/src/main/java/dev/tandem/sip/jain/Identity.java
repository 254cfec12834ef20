package dev.tandem.sip.jain;

import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.message.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Who calls whom, as an INVITE of ours says it (RFC 3261, section 8.1.1; RFC 3323; RFC 3325).
 *
 * @param routes Route values, first hop first
 * @param headers further headers: asserted identity, privacy
 */
record Identity(String requestUri, String from, String to, List<String> routes, List<Header> headers) {
    private static final String UNESCAPED = "[A-Za-z0-9+_.!~*'()&=$,;?/-]";
    private static final String ANONYMOUS = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";

    static Identity of(Context context, OutgoingInvite invite, Hops.To hop) {
        if (invite.target() instanceof Target.Trunk trunk) {
            return trunk(invite, trunk, context.address().facing(hop));
        }
        var binding = ((Target.Contact) invite.target()).binding();
        String domain = context.settings().domain();
        String to = "<sip:" + user(binding.aor().userPart()) + "@" + domain + ">";
        return new Identity(binding.contact(), from(invite, domain), to, binding.path(), List.of());
    }

    private static Identity trunk(OutgoingInvite invite, Target.Trunk trunk, String ourHost) {
        String host = trunk.peer().host() + ":" + trunk.peer().port();
        String uri = "sip:" + user(trunk.dialled()) + "@" + host + phone(trunk.dialled());
        List<Header> headers = invite.callerNumber().isEmpty()
                ? List.of(new Header("Privacy", "id"))
                : List.of(new Header("P-Asserted-Identity", from(invite, ourHost)));
        return new Identity(uri, from(invite, ourHost), "<" + uri + ">", List.of(), headers);
    }

    private static String from(OutgoingInvite invite, String host) {
        String number = invite.callerNumber();
        return number.isEmpty()
                ? ANONYMOUS
                : quoted(invite.callerName()) + "<sip:" + user(number) + "@" + host + phone(number) + ">";
    }

    private static String phone(String user) {
        return user.matches("\\+[0-9]+") ? ";user=phone" : "";
    }

    private static String quoted(String name) {
        return name.isEmpty() ? "" : "\"" + name.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\" ";
    }

    /** A user part with whatever a URI does not allow escaped. */
    private static String user(String raw) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : raw.getBytes(StandardCharsets.UTF_8)) {
            String one = Character.toString((char) (octet & 0xFF));
            escaped.append(one.matches(UNESCAPED) ? one : "%%%02X".formatted(octet & 0xFF));
        }
        return escaped.toString();
    }
}
