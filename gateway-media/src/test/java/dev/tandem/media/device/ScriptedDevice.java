package dev.tandem.media.device;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameDecoder;
import dev.tandem.media.codec.FrameEncoder;
import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.srtp.InboundSrtp;
import dev.tandem.media.srtp.OutboundSrtp;
import dev.tandem.media.srtp.SdesKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/** A device with a socket of its own: says one tone, listens for another. One thread. */
final class ScriptedDevice implements AutoCloseable {
    static final int SAYS_HZ = 440;

    private final InetAddress address;
    private final DatagramChannel channel;
    private final ByteBuffer packet = ByteBuffer.allocate(2_048);
    private final byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
    private final RtpPacket received = new RtpPacket();
    private final Tone listening;
    private FrameEncoder encoder = Codecs.encoder(CodecName.PCMU);
    private FrameDecoder decoder = Codecs.decoder(CodecName.PCMU);
    private short[] decoded = new short[0];
    private InetSocketAddress gateway;
    private Optional<OutboundSrtp> out = Optional.empty();
    private Optional<InboundSrtp> in = Optional.empty();
    private int payloadType;
    private int ticks;
    private int frames;
    private int packets;

    ScriptedDevice(InetAddress address, int hearsHz) throws IOException {
        this.address = address;
        listening = new Tone(hearsHz);
        channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(address, 0));
    }

    InetAddress address() {
        return address;
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /** Where to send, and as what. */
    void agree(InetSocketAddress to, CodecName codec, int number) {
        gateway = to;
        payloadType = number;
        ticks = codec.frameTicks();
        encoder.close();
        decoder.close();
        encoder = Codecs.encoder(codec);
        decoder = Codecs.decoder(codec);
        decoded = new short[CodecName.packetSamplesMax(decoder.sampleRateHz())];
    }

    void keys(SdesKey ours, SdesKey theirs) {
        out = Optional.of(OutboundSrtp.of(ours));
        in = Optional.of(InboundSrtp.of(theirs));
    }

    /** Says 20 ms of its tone. */
    void say() throws IOException {
        short[] frame = new short[CodecName.frameSamples(encoder.sampleRateHz())];
        for (int i = 0; i < frame.length; i++) {
            int sample = frames * frame.length + i;
            frame[i] = (short) (8_000 * Math.sin(2 * Math.PI * SAYS_HZ * sample / encoder.sampleRateHz()));
        }
        int octets = encoder.encode(frame, payload);
        packet.clear();
        RtpPacket.writeHeader(packet, payloadType, frames == 0, frames, frames * ticks, port());
        packet.put(payload, 0, octets).flip();
        out.ifPresent(srtp -> srtp.protectRtp(packet));
        channel.send(packet, gateway);
        frames++;
    }

    /** Takes in what has come. */
    void listen() throws IOException {
        while (channel.receive(packet.clear()) != null) {
            packet.flip();
            if (in.isPresent() && in.get().unprotectRtp(packet) != InboundSrtp.Outcome.PLAIN) {
                continue;
            }
            if (received.wrap(packet) && received.payloadType() == payloadType) {
                packets++;
                received.copyPayload(payload);
                listening.hear(
                        decoded, decoder.decode(payload, received.payloadLength(), decoded), decoder.sampleRateHz());
            }
        }
    }

    /** Packets it could read. */
    int packets() {
        return packets;
    }

    Tone listening() {
        return listening;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        encoder.close();
        decoder.close();
    }
}
