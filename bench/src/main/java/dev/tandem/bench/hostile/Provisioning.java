package dev.tandem.bench.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts into a fresh gateway what a call needs: a number, a trunk, an identity and its registered telephone. */
final class Provisioning {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final String JSON = "application/json";
    private static final String NUMBERS_VERSION = "?api-version=2022-12-01";
    private static final String IDENTITIES = "/identities?api-version=2023-10-01";
    private static final String CARRIER = "127.0.0.2";
    private static final String PHONE = "127.0.0.6";
    private static final String NUMBER = "+12062100001";

    private final Rest rest;
    private final InetSocketAddress sip;
    private final String identity;
    private final String token;

    Provisioning(Rest rest, Ports ports) throws IOException {
        this.rest = rest;
        sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.sip());
        stock();
        buy();
        String created =
                post(IDENTITIES, "{\"createTokenWithScopes\":[\"voip\"]}").body();
        identity = first("\"id\":\"([^\"]+)\"", created);
        token = first("\"token\":\"([^\"]+)\"", created);
        put(
                "/phoneNumbers/" + NUMBER.replace("+", "%2B") + "/assignment",
                "{\"kind\":\"identity\",\"id\":\"" + identity + "\"}");
    }

    /** A user's access token, as a browser has it. */
    String token() {
        return token;
    }

    /** Registers the telephone, makes the carrier a trunk. */
    Parties parties() throws IOException, InterruptedException {
        SipPeer carrier = new SipPeer(CARRIER, sip);
        put("/trunks/carrier", """
            {"host":"%s","port":%d,"allowedSources":["%s/32"]}\
            """.formatted(CARRIER, carrier.port(), CARRIER));
        SipPeer phone = new SipPeer(PHONE, sip);
        String issued =
                post("/identities/" + identity + "/:issueSipPassword", "{}").body();
        register(
                phone,
                new Digest(first("\"username\":\"([^\"]+)\"", issued), first("\"password\":\"([^\"]+)\"", issued)));
        return new Parties(carrier, phone, NUMBER, sip, new FarEnds());
    }

    private static void register(SipPeer phone, Digest digest) throws InterruptedException {
        String user = "<sip:" + digest.username() + "@localhost>";
        String from = user + ";tag=phone";
        String expires = "Expires: 3600\r\n";
        String callId = "register-" + digest.username();
        SipMessage challenge = phone.ask("REGISTER", "sip:localhost", from, user, callId, 1, expires, WITHIN)
                .orElseThrow(() -> new IllegalStateException("no answer to REGISTER"));
        String credentials = digest.answer(challenge.header("WWW-Authenticate"), "REGISTER", "sip:localhost");
        Optional<SipMessage> answer = phone.ask(
                "REGISTER",
                "sip:localhost",
                from,
                user,
                callId,
                2,
                expires + "Authorization: " + credentials + "\r\n",
                WITHIN);
        if (answer.isEmpty() || answer.get().status() != 200) {
            throw new IllegalStateException("not registered: " + answer.map(SipMessage::start));
        }
    }

    private void stock() throws IOException {
        String csv = "phoneNumber,type,capabilities,cost,currency\n" + NUMBER
                + ",geographic,calling:inbound+outbound;sms:none,1.00,USD\n";
        good(rest.send("POST", "/inventory:import?importId=hostile", "text/csv", csv, WITHIN));
    }

    private void buy() throws IOException {
        Rest.Answer search = post("/availablePhoneNumbers/countries/US/:search" + NUMBERS_VERSION, """
            {"phoneNumberType":"geographic","assignmentType":"application","areaCode":"206","quantity":1,
             "capabilities":{"calling":"inbound+outbound","sms":"none"}}\
            """);
        String id = search.searchId().orElseThrow();
        post("/availablePhoneNumbers/:purchase" + NUMBERS_VERSION, "{\"searchId\":\"" + id + "\"}");
    }

    private Rest.Answer post(String path, String body) throws IOException {
        return good(rest.send("POST", path, JSON, body, WITHIN));
    }

    private void put(String path, String body) throws IOException {
        good(rest.send("PUT", path, JSON, body, WITHIN));
    }

    private static Rest.Answer good(Rest.Answer answer) throws IOException {
        if (!answer.isGood()) {
            throw new IOException("provisioning: " + answer);
        }
        return answer;
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in an answer");
        }
        return matcher.group(1);
    }
}
