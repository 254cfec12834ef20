package dev.tandem.interop;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for peers. */
final class Ports {

    /** Below the ports that systems give to outgoing connections: one of those could take ours in between. */
    private static final int FIRST = 20_000;

    private static final int LAST = 29_998;

    private Ports() {}

    /** A port on loopback that nobody has just now; the next one is free too, as SIP phones use it for TLS. */
    static int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        } while (!isFree(port));
        return port;
    }

    private static boolean isFree(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            new DatagramSocket(port, loopback).close();
            new ServerSocket(port, 1, loopback).close();
            new ServerSocket(port + 1, 1, loopback).close();
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
