package dev.tandem.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OctetRangeTest {

    @Test
    void rangesAreReadAsTheHttpStandardHasThem() {
        assertThat(OctetRange.read("bytes=0-", 100)).contains(new OctetRange(0, 99));
        assertThat(OctetRange.read("bytes=10-19", 100)).contains(new OctetRange(10, 19));
        assertThat(OctetRange.read("bytes=90-500", 100)).contains(new OctetRange(90, 99));
        assertThat(OctetRange.read("bytes=-10", 100)).contains(new OctetRange(90, 99));
        assertThat(OctetRange.read("bytes=-500", 100)).contains(new OctetRange(0, 99));
    }

    @Test
    void whatAFileDoesNotHaveIsNoRange() {
        for (String header :
                List.of("bytes=100-", "bytes=5-4", "bytes=-0", "bytes=-", "bytes=a-b", "octets=0-1", "bytes=0-1,3-4")) {
            assertThat(OctetRange.read(header, 100)).as(header).isEmpty();
        }
    }
}
