package dev.tandem.bench.hostile;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Who takes part in calls of the day.
 *
 * @param carrier a trunk's peer
 * @param phone a registered softphone
 * @param number what the carrier calls to make it ring
 * @param gateway where the gateway's SIP is
 * @param farEnds both ends of all audio
 */
record Parties(SipPeer carrier, SipPeer phone, String number, InetSocketAddress gateway, FarEnds farEnds)
        implements AutoCloseable {

    @Override
    public void close() throws IOException {
        carrier.close();
        phone.close();
        farEnds.close();
    }
}
