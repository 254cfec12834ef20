package dev.tandem.sip.flow;

import dev.tandem.sip.AddressOfRecord;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Datagrams to one address over the endpoint's UDP socket. Any thread. */
@SuppressWarnings("FutureReturnValueIgnored") // How a channel ends is reported through its pipeline.
record DatagramConnection(Channel socket, InetSocketAddress remote) implements Connection {

    @Override
    public boolean send(byte[] message) {
        if (!socket.isActive()) {
            return false;
        }
        socket.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), remote));
        return true;
    }

    @Override
    public void close() {
        // The socket is shared; one peer cannot close it.
    }

    @Override
    public String id() {
        return "";
    }

    @Override
    public String transport() {
        return "udp";
    }

    @Override
    public Optional<AddressOfRecord> user() {
        return Optional.empty();
    }
}
