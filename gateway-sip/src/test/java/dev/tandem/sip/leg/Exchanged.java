package dev.tandem.sip.leg;

import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.MessageText;
import dev.tandem.sip.message.OutgoingRequest;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.transaction.ClientTransaction;
import dev.tandem.sip.transaction.ResponseListener;
import dev.tandem.sip.transaction.ServerTransaction;
import dev.tandem.sip.transaction.Transactions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Transactions that end in the test: what a leg sends is kept, and answered as the test wants. */
final class Exchanged implements Transactions {
    static final String THEIR_TAG = "theirs";
    static final String OUR_TAG = "ours";
    static final String CALL_ID = "call";
    private static final String BRANCH = "branch";

    private final Deque<Sent> sent = new ArrayDeque<>();

    /** A request of the leg. */
    record Sent(OutgoingRequest request, ResponseListener listener) {

        /** Answers it, without a body. */
        void answer(int status, String... headers) {
            String cseq = request.value("CSeq");
            List<String> lines = new ArrayList<>(
                    List.of("SIP/2.0 " + status + " Phrase", "To: <sip:them@example>;tag=" + THEIR_TAG));
            lines.addAll(List.of(headers));
            listener.response(new IncomingResponse(
                    text(lines),
                    status,
                    "Phrase",
                    request.method(),
                    CALL_ID,
                    Long.parseLong(cseq.split(" ", 2)[0]),
                    OUR_TAG,
                    THEIR_TAG,
                    BRANCH,
                    ""));
        }
    }

    @Override
    public ClientTransaction send(OutgoingRequest request, Hop hop, ResponseListener listener) {
        sent.add(new Sent(request, listener));
        return new ClientTransaction() {
            @Override
            public String branch() {
                return BRANCH;
            }

            @Override
            public boolean cancel(List<Header> headers) {
                return true;
            }
        };
    }

    @Override
    public boolean sendAck(OutgoingRequest ack, Hop hop) {
        return true;
    }

    /** The next request the leg sent, which must be of this method. */
    Sent expect(String method) {
        Sent next = sent.remove();
        if (!next.request().method().equals(method)) {
            throw new AssertionError(next.request().method() + " instead of " + method);
        }
        return next;
    }

    boolean isSilent() {
        return sent.isEmpty();
    }

    static IncomingRequest request(String method, long cseq, String body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(
                method + " sip:us@example SIP/2.0",
                "From: <sip:them@example>;tag=" + THEIR_TAG,
                "To: <sip:us@example>",
                "Contact: <sip:them@127.0.0.1:5070>",
                "Content-Type: application/sdp"));
        lines.addAll(List.of(headers));
        return new IncomingRequest(
                text(lines)
                        .asRequest(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5070),
                                "udp",
                                Optional.empty(),
                                Optional.empty()),
                method,
                CALL_ID,
                cseq,
                THEIR_TAG,
                method.equals("INVITE") && cseq == 1 ? "" : OUR_TAG,
                "branch",
                body);
    }

    private static MessageText text(List<String> lines) {
        return MessageText.of((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A request of theirs, and what the leg answered. */
    static final class Received implements ServerTransaction {
        final List<OutgoingResponse> answers = new ArrayList<>();
        int repeated;
        private final IncomingRequest request;

        Received(IncomingRequest request) {
            this.request = request;
        }

        @Override
        public IncomingRequest request() {
            return request;
        }

        @Override
        public String toTag() {
            return OUR_TAG;
        }

        @Override
        public boolean keep() {
            return true;
        }

        @Override
        public boolean answer(OutgoingResponse response) {
            return answers.add(response);
        }

        @Override
        public void answerWithoutState(OutgoingResponse response) {
            throw new AssertionError("a leg keeps state");
        }

        @Override
        public void repeatAnswer() {
            repeated++;
        }

        @Override
        public void onCancel(Consumer<IncomingRequest> cancelled) {
            // Nobody cancels here.
        }

        /** The value of a header of the last answer; empty when there is none. */
        String answered(String header) {
            return answers.get(answers.size() - 1).headers().stream()
                    .filter(each -> each.name().equals(header))
                    .map(Header::value)
                    .findFirst()
                    .orElse("");
        }
    }
}
