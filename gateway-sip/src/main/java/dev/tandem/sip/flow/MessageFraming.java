package dev.tandem.sip.flow;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Cuts a stream into SIP messages by Content-Length (RFC 3261, section 18.3). Owned by one channel's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // How a channel ends is reported through its pipeline.
final class MessageFraming extends ByteToMessageDecoder {
    private static final byte[] PONG = {'\r', '\n'};

    private final int messageBytesMax;
    private int searched;

    MessageFraming(int messageBytesMax) {
        this.messageBytesMax = messageBytesMax;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (searched == 0 && skipKeepAlive(context, in)) {
            return;
        }
        int head = headBytes(in);
        if (head < 0) {
            limit(in.readableBytes());
            return;
        }
        int whole = Math.addExact(head, contentLength(in.toString(in.readerIndex(), head, StandardCharsets.UTF_8)));
        limit(whole);
        if (in.readableBytes() >= whole) {
            byte[] message = new byte[whole];
            in.readBytes(message);
            searched = 0;
            out.add(message);
        }
    }

    /** Line ends before a start line: a pair of them asks for a pong (RFC 5626, section 3.5.1). */
    private static boolean skipKeepAlive(ChannelHandlerContext context, ByteBuf in) {
        int ends = 0;
        while (in.isReadable() && (in.getByte(in.readerIndex()) == '\r' || in.getByte(in.readerIndex()) == '\n')) {
            in.skipBytes(1);
            ends++;
        }
        if (ends >= 4) {
            context.writeAndFlush(PONG.clone());
        }
        return !in.isReadable();
    }

    /** Bytes up to and including the empty line, or -1; goes on where the last search ended. */
    private int headBytes(ByteBuf in) {
        for (int i = Math.max(searched, 3); i < in.readableBytes(); i++) {
            int at = in.readerIndex() + i;
            if (in.getByte(at) == '\n' && in.getByte(at - 1) == '\r' && in.getByte(at - 2) == '\n') {
                return i + 1;
            }
        }
        searched = in.readableBytes();
        return -1;
    }

    private static int contentLength(String head) {
        for (String line : head.split("\r\n")) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            if (name.equals("content-length") || name.equals("l")) {
                return length(line.substring(colon + 1).trim());
            }
        }
        // On a stream it is mandatory (section 20.14); without it a request can only be one without a body.
        return 0;
    }

    private static int length(String digits) {
        if (!digits.matches("[0-9]{1,7}")) {
            // Where this message ends, and with it where the next one starts, can no longer be known.
            throw new TooLongFrameException("no usable Content-Length");
        }
        return Integer.parseInt(digits);
    }

    private void limit(int messageBytes) {
        if (messageBytes > messageBytesMax) {
            throw new TooLongFrameException("message of more than " + messageBytesMax + " bytes");
        }
    }
}
