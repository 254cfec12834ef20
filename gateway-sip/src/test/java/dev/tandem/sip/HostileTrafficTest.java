package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.message.MessageText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Damaged messages, many of them: an endpoint that listens goes on, and none is a surprise to it. */
class HostileTrafficTest {

    private static final long SEED = 3261;
    private static final int MESSAGES = 600;
    private static final String MARKS = "\"\\<>,;:=@?%[] \r\n\t";

    private final Random random = new Random(SEED);
    private final Queue<LogRecord> errors = new ConcurrentLinkedQueue<>();
    private final Logger logger = Logger.getLogger("dev.tandem.sip");
    private final Handler collector = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() > Level.INFO.intValue()) {
                errors.add(entry);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(collector);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(collector);
    }

    @Test
    void damagedMessagesAreAnsweredOrDroppedButNeverAnErrorOfOurs() throws IOException {
        List<String> originals = originals();
        try (BusyEndpoint endpoint = new BusyEndpoint()) {
            for (int i = 0; i < MESSAGES; i++) {
                String original = originals.get(random.nextInt(originals.size()));
                // The originals share branches; a retransmission would be answered without being looked at.
                String message = damaged(original.replaceFirst("(branch\\s*=\\s*[^;,\\s]+)", "$1-" + i));
                sendAndProbe(endpoint, message);
                assertThat(errors)
                        .as("message %d of seed %d:%n%s", i, SEED, message)
                        .isEmpty();
            }
        }
        // Closing hangs up what is left: a leg that a broken INVITE left behind would fail to say goodbye.
        assertThat(errors).isEmpty();
    }

    /** The probe has the Call-ID of the message, so that it is handled after it. */
    private static void sendAndProbe(BusyEndpoint endpoint, String message) throws IOException {
        MessageText text = MessageText.of(message.getBytes(StandardCharsets.ISO_8859_1));
        String callId = text.headers("Call-ID").stream().findFirst().orElse("none");
        try (RawPeer peer = RawPeer.to(endpoint.port(), false);
                RawPeer probe = RawPeer.to(endpoint.port(), false)) {
            peer.send(message);
            probe.send(RawPeer.options(callId.matches("[\\w.@-]+") ? callId : "none", false));
            assertThat(probe.receive().startLine()).startsWith("SIP/2.0 200");
        }
    }

    private String damaged(String original) {
        StringBuilder text = new StringBuilder(original);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && text.length() > 1; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
                case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(60)));
            }
        }
        return text.toString();
    }

    private static List<String> originals() throws IOException {
        List<String> messages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/torture"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".dat"))
                    .sorted()
                    .toList()) {
                messages.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return messages;
    }
}
