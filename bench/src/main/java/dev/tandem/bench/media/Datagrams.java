package dev.tandem.bench.media;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What it costs to receive a packet on one socket and send it on from another, hundreds of sockets at 50 packets a second:
 * Netty's native epoll transport, plain NIO woken for every packet, and plain NIO that looks once a millisecond as the
 * media loop does. Far ends as in {@link Pipeline}.
 *
 * <pre>bench/run media.Datagrams netty|nio|turns [calls] [warm-up seconds] [seconds]</pre>
 */
public final class Datagrams {
    private static final int FIRST_PORT = 20_000;
    private static final long TURN_NANOS = 1_000_000L;

    private Datagrams() {}

    /** See above. */
    public static void main(String[] words) throws Exception {
        int calls = words.length > 1 ? Integer.parseInt(words[1]) : 400;
        int warmSeconds = words.length > 2 ? Integer.parseInt(words[2]) : 20;
        int seconds = words.length > 3 ? Integer.parseInt(words[3]) : 20;
        switch (words[0]) {
            case "netty" -> netty(2 * calls);
            case "nio" -> start(2 * calls, false);
            case "turns" -> start(2 * calls, true);
            default -> throw new IllegalArgumentException(words[0]);
        }
        Scenario scenario = Scenario.of(new String[] {"calls=" + calls, "work=relay"});
        try (Child peers = Child.java(Peers.class, scenario.peers(true).toArray(String[]::new))) {
            peers.expect("bound");
            for (int stream = 0; stream < 2 * calls; stream++) {
                peers.tell("connect " + stream + " " + (FIRST_PORT + stream));
            }
            peers.tell("go");
            peers.expect("running");
            TimeUnit.SECONDS.sleep(warmSeconds);
            peers.tell("measure");
            double before = EngineGateway.processCpuSeconds();
            TimeUnit.SECONDS.sleep(seconds);
            double used = EngineGateway.processCpuSeconds() - before;
            peers.tell("stop");
            String[] result = peers.expect("result");
            System.out.printf(
                    Locale.ROOT,
                    "%-6s %d sockets   %.2f us a packet in and out, %s back, %s missing, transit p50 %s p99 %s ms%n",
                    words[0],
                    2 * calls,
                    used * 1e6 / Long.parseLong(result[1]),
                    result[1],
                    result[2],
                    result[5],
                    result[6]);
        }
        System.exit(0);
    }

    private static void netty(int sockets) throws InterruptedException {
        EpollEventLoopGroup loop = new EpollEventLoopGroup(1);
        Onward[] sides = new Onward[sockets];
        for (int i = 0; i < sockets; i++) {
            sides[i] = new Onward(sides, i);
            sides[i].channel = (EpollDatagramChannel) new Bootstrap()
                    .group(loop)
                    .channel(EpollDatagramChannel.class)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .handler(sides[i])
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_PORT + i))
                    .sync()
                    .channel();
        }
    }

    /** One Netty socket, whose packets leave from its neighbour. */
    private static final class Onward extends SimpleChannelInboundHandler<DatagramPacket> {
        private final Onward[] sides;
        private final int index;
        private EpollDatagramChannel channel;
        private InetSocketAddress peer;

        Onward(Onward[] sides, int index) {
            this.sides = sides;
            this.index = index;
            channel = new EpollDatagramChannel();
            peer = new InetSocketAddress(0);
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the void promise is there to tell nothing
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            peer = packet.sender();
            Onward other = sides[index ^ 1];
            if (other.peer.getPort() != 0) {
                other.channel.write(
                        new DatagramPacket(packet.content().retain(), other.peer), other.channel.voidPromise());
                other.channel.flush();
            }
        }
    }

    private static void start(int sockets, boolean turns) throws IOException {
        Selector selector = Selector.open();
        Plain[] sides = new Plain[sockets];
        for (int i = 0; i < sockets; i++) {
            sides[i] = new Plain(sides, i);
            sides[i].channel.register(selector, SelectionKey.OP_READ, sides[i]);
        }
        Thread thread = new Thread(() -> run(selector, turns), "nio");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(Selector selector, boolean turns) {
        try {
            while (true) {
                if (turns) {
                    LockSupport.parkNanos(TURN_NANOS);
                    selector.selectNow(Datagrams::read);
                } else {
                    selector.select(Datagrams::read);
                }
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void read(SelectionKey key) {
        ((Plain) key.attachment()).read();
    }

    /** One NIO socket, likewise. */
    private static final class Plain {
        private final Plain[] sides;
        private final int index;
        private final DatagramChannel channel;
        private final ByteBuffer datagram = ByteBuffer.allocateDirect(2_048);
        private SocketAddress peer = new InetSocketAddress(0);

        Plain(Plain[] sides, int index) throws IOException {
            this.sides = sides;
            this.index = index;
            channel = DatagramChannel.open()
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_PORT + index));
            channel.configureBlocking(false);
        }

        void read() {
            try {
                SocketAddress from = channel.receive(datagram.clear());
                if (from == null) {
                    return;
                }
                peer = from;
                Plain other = sides[index ^ 1];
                if (((InetSocketAddress) other.peer).getPort() != 0) {
                    other.channel.send(datagram.flip(), other.peer);
                }
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
