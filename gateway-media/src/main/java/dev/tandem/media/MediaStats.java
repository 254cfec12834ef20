package dev.tandem.media;

import dev.tandem.media.codec.CodecName;
import java.util.Optional;

/**
 * How one media leg does.
 *
 * @param codec the codec agreed; empty before
 * @param packetsIn RTP packets received
 * @param packetsOut RTP packets sent
 * @param lost packets of the received stream that never came (RFC 3550, section 6.4.1)
 * @param lossPercent of those expected
 * @param jitterMillis interarrival jitter of the received stream
 * @param remoteLossPercent loss the peer reports of all we sent; 0 before its first report
 * @param roundTripMillis from the peer's report blocks; 0 before the first
 * @param mos estimated listening quality of the received stream, 1.0 to 4.5 (E-model, ITU-T G.107)
 * @param dropped packets refused: wrong source, wrong payload type, failed authentication, full queue
 * @param remoteJitterMillis interarrival jitter the peer reports of what we send; 0 before its first report
 * @param remoteMos the same estimate for what the peer hears, by its reports
 */
public record MediaStats(
        Optional<CodecName> codec,
        long packetsIn,
        long packetsOut,
        long lost,
        double lossPercent,
        double jitterMillis,
        double remoteLossPercent,
        double roundTripMillis,
        double mos,
        long dropped,
        double remoteJitterMillis,
        double remoteMos) {}
