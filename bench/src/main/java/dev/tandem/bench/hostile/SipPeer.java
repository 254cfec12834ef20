package dev.tandem.bench.hostile;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A carrier or a telephone over UDP on a loopback address of its own, with the retransmissions that RFC 3261 asks of it: a
 * flood costs the gateway datagrams, and that must not count as its death. Any thread asks; one of its own answers.
 */
final class SipPeer implements AutoCloseable {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final int DATAGRAM_MAX = 65_535;
    private static final int TICK_MILLIS = 50;

    private final DatagramSocket socket;
    private final InetSocketAddress gateway;
    private final Thread thread = new Thread(this::run, "sip-peer");
    private final Map<String, BlockingQueue<SipMessage>> asked = new ConcurrentHashMap<>();
    private final Map<String, String> acks = new ConcurrentHashMap<>();
    private final Map<String, Answered> answered = new ConcurrentHashMap<>();
    private final Set<String> hungUp = ConcurrentHashMap.newKeySet();
    private final Map<String, Function<SipMessage, String>> descriptions = new ConcurrentHashMap<>();
    private final Map<String, String> described = new ConcurrentHashMap<>();
    private volatile boolean running = true;

    /** An answer to an INVITE that is repeated until its ACK is here. */
    private static final class Answered {
        private final String text;
        private boolean acknowledged;
        private long intervalNanos = T1.toNanos();
        private long dueNanos = System.nanoTime() + intervalNanos;

        Answered(String text) {
            this.text = text;
        }
    }

    SipPeer(String address, InetSocketAddress gateway) throws IOException {
        this.gateway = gateway;
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.setSoTimeout(TICK_MILLIS);
        thread.setDaemon(true);
        thread.start();
    }

    String host() {
        return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    String address() {
        return socket.getLocalAddress().getHostAddress();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How it answers this caller: with the description that is made of the INVITE. To everybody else it is busy. */
    void answer(String caller, Function<SipMessage, String> description) {
        descriptions.put(caller, description);
    }

    boolean wasHungUp(String callId) {
        return hungUp.contains(callId);
    }

    /** The final response to a request outside or inside a dialog; empty when none came in time. */
    Optional<SipMessage> ask(
            String method, String uri, String from, String to, String callId, int cseq, String rest, Duration within)
            throws InterruptedException {
        String branch = "z9hG4bK" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        String request = request(method, uri, from, to, callId, cseq, branch, rest);
        BlockingQueue<SipMessage> responses = new LinkedBlockingQueue<>();
        String transaction = callId + " " + cseq + " " + method;
        asked.put(transaction, responses);
        try {
            Optional<SipMessage> response = response(request, responses, within);
            if (method.equals("INVITE")) {
                response.ifPresent(last -> acknowledge(last, uri, from, callId, cseq, branch));
            }
            return response;
        } finally {
            asked.remove(transaction);
        }
    }

    private Optional<SipMessage> response(String request, BlockingQueue<SipMessage> responses, Duration within)
            throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        long interval = T1.toNanos();
        long repeat = System.nanoTime() + interval;
        boolean invite = request.startsWith("INVITE ");
        boolean provisional = false;
        send(request);
        while (System.nanoTime() < deadline) {
            SipMessage response = responses.poll(10, TimeUnit.MILLISECONDS);
            if (response != null && response.status() >= 200) {
                return Optional.of(response);
            }
            provisional |= response != null;
            if (System.nanoTime() >= repeat && !(invite && provisional)) {
                send(request);
                interval = Math.min(2 * interval, T2.toNanos());
                repeat = System.nanoTime() + interval;
            }
        }
        return Optional.empty();
    }

    private void acknowledge(SipMessage last, String uri, String from, String callId, int cseq, String branch) {
        boolean accepted = last.status() < 300;
        // A 2xx is acknowledged by a transaction of its own, anything else within that of the INVITE (section
        // 17.1.1.3).
        String ack = request(
                "ACK",
                accepted ? last.contactUri() : uri,
                from,
                last.header("To"),
                callId,
                cseq,
                accepted ? branch + "a" : branch,
                "");
        acks.put(last.transaction(), ack);
        send(ack);
    }

    private String request(
            String method, String uri, String from, String to, String callId, int cseq, String branch, String rest) {
        return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + host() + ";branch=" + branch
                + ";rport\r\nMax-Forwards: 70\r\nFrom: " + from + "\r\nTo: " + to + "\r\nCall-ID: " + callId
                + "\r\nCSeq: " + cseq + " " + method + "\r\nContact: <sip:peer@" + host() + ">\r\n" + end(rest);
    }

    /** Headers and perhaps a body, which begins after an empty line; the length is put in. */
    private static String end(String rest) {
        int blank = rest.indexOf("\r\n\r\n");
        String headers = blank < 0 ? rest : rest.substring(0, blank + 2);
        String body = blank < 0 ? "" : rest.substring(blank + 4);
        return headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void send(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(octets, octets.length, gateway));
        } catch (IOException unreachable) {
            // A gateway that is gone; its silence is what gets reported.
        }
    }

    private void run() {
        DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
        while (running) {
            try {
                packet.setLength(DATAGRAM_MAX);
                socket.receive(packet);
                receive(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            } catch (SocketTimeoutException nothing) {
                // The retransmissions' turn.
            } catch (IOException unreachable) {
                if (socket.isClosed()) {
                    return;
                }
            }
            repeatAnswers();
        }
    }

    private void receive(String text) {
        if (text.isBlank()) {
            return;
        }
        SipMessage message = SipMessage.parse(text);
        if (!message.isResponse()) {
            answer(message);
            return;
        }
        BlockingQueue<SipMessage> waiting = asked.get(message.transaction());
        if (waiting != null) {
            waiting.add(message);
            return;
        }
        String ack = acks.get(message.transaction());
        if (ack != null && message.status() >= 200) {
            send(ack);
        }
    }

    private void answer(SipMessage request) {
        String callId = request.header("Call-ID");
        switch (request.method()) {
            case "INVITE" -> invited(request, callId);
            case "ACK" ->
                Optional.ofNullable(answered.get(callId + request.header("CSeq").split(" ")[0]))
                        .ifPresent(one -> one.acknowledged = true);
            case "BYE" -> {
                hungUp.add(callId);
                send(response(request, "200 OK", ""));
            }
            default -> send(response(request, "200 OK", ""));
        }
    }

    private void invited(SipMessage invite, String callId) {
        String key = callId + invite.header("CSeq").split(" ")[0];
        Answered before = answered.get(key);
        if (before != null) {
            send(before.text);
            return;
        }
        // What asks again within a call is told the same.
        String answer = described.computeIfAbsent(
                callId,
                first -> Optional.ofNullable(descriptions.remove(invite.fromUser()))
                        .map(description -> description.apply(invite))
                        .orElse(""));
        String text = answer.isEmpty()
                ? response(invite, "486 Busy Here", "")
                : response(invite, "200 OK", "Content-Type: application/sdp\r\n\r\n" + answer);
        answered.put(key, new Answered(text));
        send(text);
    }

    private String response(SipMessage request, String status, String rest) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
        request.all("Via").forEach(via -> text.append("Via: ").append(via).append("\r\n"));
        String tag = request.hasToTag()
                ? ""
                : ";tag=" + Integer.toHexString(request.header("Call-ID").hashCode());
        text.append("From: ").append(request.header("From")).append("\r\nTo: ");
        text.append(request.header("To")).append(tag).append("\r\nCall-ID: ").append(request.header("Call-ID"));
        text.append("\r\nCSeq: ").append(request.header("CSeq"));
        text.append("\r\nContact: <sip:peer@").append(host()).append(">\r\n");
        return text.append(end(rest)).toString();
    }

    private void repeatAnswers() {
        long now = System.nanoTime();
        for (Answered each : answered.values()) {
            if (!each.acknowledged && now >= each.dueNanos && each.intervalNanos < 64 * T1.toNanos()) {
                send(each.text);
                each.intervalNanos *= 2;
                each.dueNanos = now + Math.min(each.intervalNanos, T2.toNanos());
            }
        }
    }

    @Override
    public void close() {
        running = false;
        socket.close();
    }
}
