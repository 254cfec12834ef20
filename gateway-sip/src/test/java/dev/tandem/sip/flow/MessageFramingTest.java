package dev.tandem.sip.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages on a stream, in whatever pieces they come. */
class MessageFramingTest {
    private static final int BYTES_MAX = 65_535;

    private final Patience patience = new Patience(true, System.nanoTime());
    private final EmbeddedChannel channel = new EmbeddedChannel(new MessageFraming(BYTES_MAX, patience));

    @Test
    void messagesAreCutByContentLengthInWhateverPieces() {
        String first = "INVITE sip:a SIP/2.0\r\nX: 1\r\nContent-Length: 4\r\n\r\nv=0\n";
        String second = "BYE sip:a SIP/2.0\r\nL :  0 \r\n\r\n";
        String third = "OPTIONS sip:a SIP/2.0\r\ncontent-LENGTH\t: 2\r\n\r\nab";
        String stream = first + second + "\r\n" + third;
        for (int piece = 1; piece <= stream.length(); piece++) {
            for (int at = 0; at < stream.length(); at += piece) {
                feed(stream.substring(at, Math.min(stream.length(), at + piece)));
            }
            assertThat(next()).isEqualTo(first);
            assertThat(next()).isEqualTo(second);
            assertThat(next()).isEqualTo(third);
            assertThat(channel.<Object>readInbound()).isNull();
        }
    }

    @Test
    void aHeaderThatEndsLikeContentLengthIsNotIt() {
        feed("BYE sip:a SIP/2.0\r\nX-Content-Length: 90\r\nSubject: l: 7\r\n\r\n");
        assertThat(next()).startsWith("BYE ");
    }

    @Test
    void aLengthThatCannotBeReadEndsTheConnection() {
        for (String length : new String[] {"", "-1", "1x", "99999999", "1 2"}) {
            EmbeddedChannel fresh = new EmbeddedChannel(new MessageFraming(BYTES_MAX, patience));
            assertThatThrownBy(() ->
                            fresh.writeInbound(bytes("BYE sip:a SIP/2.0\r\nContent-Length: " + length + "\r\n\r\n")))
                    .as(length)
                    .isInstanceOf(TooLongFrameException.class);
        }
    }

    @Test
    void aMessageBeyondTheBoundEndsTheConnectionBeforeItIsHere() {
        assertThatThrownBy(() -> feed("BYE sip:a SIP/2.0\r\nContent-Length: 65535\r\n\r\n"))
                .isInstanceOf(TooLongFrameException.class);
        EmbeddedChannel fresh = new EmbeddedChannel(new MessageFraming(BYTES_MAX, patience));
        assertThatThrownBy(() -> fresh.writeInbound(bytes("X".repeat(70_000))))
                .isInstanceOf(TooLongFrameException.class);
    }

    @Test
    void aPairOfLineEndsIsAnsweredWithOne() {
        feed("\r\n\r\n");
        byte[] pong = channel.readOutbound();
        assertThat(pong).isEqualTo(new byte[] {'\r', '\n'});
        assertThat(patience.quietNanos(System.nanoTime())).isPositive();
    }

    @Test
    void octetsThatTrickleInCostNoMoreThanTheyAre() {
        StringBuilder head = new StringBuilder("REGISTER sip:x SIP/2.0\r\n");
        for (int i = 0; i < 4_500; i++) {
            head.append("X-").append(i).append(": y\r\n");
        }
        head.append("Content-Length: 15000\r\n\r\n");
        String message = head + "x".repeat(15_000);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < message.length(); i++) {
                feed(message.substring(i, i + 1));
            }
        });
        assertThat(next()).isEqualTo(message);
    }

    private void feed(String piece) {
        channel.writeInbound(bytes(piece));
    }

    private String next() {
        byte[] message = channel.readInbound();
        return new String(message, StandardCharsets.US_ASCII);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
