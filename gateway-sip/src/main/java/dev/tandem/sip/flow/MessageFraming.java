package dev.tandem.sip.flow;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;

/**
 * Cuts a stream into SIP messages by Content-Length (RFC 3261, section 18.3). Each octet is looked at once, however small
 * the pieces it comes in. Owned by one channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // How a channel ends is reported through its pipeline.
final class MessageFraming extends ByteToMessageDecoder {
    private static final byte[] PONG = {'\r', '\n'};
    private static final int UNKNOWN = -1;
    private static final int LENGTH_DIGITS_MAX = 7;

    private final int messageBytesMax;
    private final Patience patience;
    /** How many octets of the message were searched for the end of its head. */
    private int searched;
    /** Where the line begins that the search is in. */
    private int line;
    /** What Content-Length says; none counts as nothing. */
    private int bodyBytes;
    /** How long the message is, once its head has been read. */
    private int whole = UNKNOWN;

    MessageFraming(int messageBytesMax, Patience patience) {
        this.messageBytesMax = messageBytesMax;
        this.patience = patience;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (searched == 0 && skipKeepAlive(context, in)) {
            return;
        }
        patience.began(System.nanoTime());
        if (whole == UNKNOWN) {
            readHead(in);
        }
        if (whole != UNKNOWN && in.readableBytes() >= whole) {
            byte[] message = new byte[whole];
            in.readBytes(message);
            searched = 0;
            line = 0;
            bodyBytes = 0;
            whole = UNKNOWN;
            patience.ended(System.nanoTime());
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
            if (!context.channel().isWritable()) {
                // Who asks and does not read would fill our memory with answers.
                throw new TooLongFrameException("pongs that nobody reads");
            }
            context.writeAndFlush(PONG.clone());
        }
        return !in.isReadable();
    }

    /** Goes on where the last search ended, up to the empty line. */
    private void readHead(ByteBuf in) {
        int readable = in.readableBytes();
        while (searched < readable && whole == UNKNOWN) {
            if (in.getByte(in.readerIndex() + searched++) == '\n') {
                endOfLine(in);
            }
        }
        limit(whole == UNKNOWN ? readable : whole);
    }

    private void endOfLine(ByteBuf in) {
        int start = in.readerIndex() + line;
        int length = searched - line;
        if (length == 2 && in.getByte(start) == '\r') {
            whole = Math.addExact(searched, bodyBytes);
        } else if (line > 0 && bodyBytes == 0) {
            bodyBytes = contentLength(in, start, length);
        }
        line = searched;
    }

    /** What a line says of the body's length; 0 when it is of something else. */
    private static int contentLength(ByteBuf in, int start, int length) {
        int at = start;
        int end = start + length;
        while (at < end && in.getByte(at) != ':') {
            at++;
        }
        // On a stream it is mandatory (section 20.14); without it a request can only be one without a body.
        return at < end && isName(in, start, at) ? number(in, at + 1, end) : 0;
    }

    private static boolean isName(ByteBuf in, int start, int colon) {
        int end = colon;
        while (end > start && isSpace(in.getByte(end - 1))) {
            end--;
        }
        return is(in, start, end, "content-length") || is(in, start, end, "l");
    }

    private static boolean is(ByteBuf in, int start, int end, String name) {
        if (end - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            int octet = in.getByte(start + i);
            if ((octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(ByteBuf in, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(in.getByte(start))) {
            start++;
        }
        while (end > start && isSpace(in.getByte(end - 1))) {
            end--;
        }
        int value = 0;
        boolean usable = end > start && end - start <= LENGTH_DIGITS_MAX;
        for (int at = start; usable && at < end; at++) {
            int digit = in.getByte(at) - '0';
            usable = digit >= 0 && digit <= 9;
            value = value * 10 + digit;
        }
        if (!usable) {
            // Where this message ends, and with it where the next one starts, can no longer be known.
            throw new TooLongFrameException("no usable Content-Length");
        }
        return value;
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }

    private void limit(int messageBytes) {
        if (messageBytes > messageBytesMax) {
            throw new TooLongFrameException("message of more than " + messageBytesMax + " bytes");
        }
    }
}
