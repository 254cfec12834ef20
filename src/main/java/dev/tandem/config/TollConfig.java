package dev.tandem.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code tandem.toll.*}: limits against toll fraud, for every call to the telephone network. */
public interface TollConfig {

    /** What a prefix looks like. */
    String PREFIX = "\\+[1-9][0-9]{0,14}";

    /** What an allowance looks like, in words. */
    String ALLOWANCE = "at once/a minute/minutes a day";

    /** Each user. */
    @WithDefault("5/20/600")
    @About(unit = ALLOWANCE, value = "Calls of each user to the telephone network; 0 of anything for no limit.")
    TollAllowance user();

    /** Each application. */
    @WithDefault("50/300/20000")
    @About(
            unit = ALLOWANCE,
            value = "Calls of the applications of each access key or service; 0 of anything for no limit.")
    TollAllowance application();

    /** Each caller ID. */
    @WithDefault("50/200/10000")
    @About(unit = ALLOWANCE, value = "Calls that show the same caller ID; 0 of anything for no limit.")
    TollAllowance number();

    /** Each trunk. */
    @WithDefault("200/600/50000")
    @About(unit = ALLOWANCE, value = "Calls out over each trunk; 0 of anything for no limit.")
    TollAllowance trunk();

    /** The tenant. */
    @WithDefault("200/600/50000")
    @About(unit = ALLOWANCE, value = "All calls to the telephone network; 0 of anything for no limit.")
    TollAllowance tenant();

    /** The longest call. */
    @WithDefault("4h")
    @About(unit = "duration", value = "How long a call to the telephone network may last; 0s for as long as it likes.")
    Duration longestCall();

    /** Strikes. */
    @WithDefault("5")
    @Min(0) @About(
            unit = "count",
            value = "So many refused calls within a minute, over destinations or limits of their own, block a user or"
                    + " application until an administrator clears it; 0: never.")
    int blocksAfter();

    /** Allowed prefixes. */
    @About(unit = "+E.164 prefixes, comma-separated", value = "Where calls may go, such as +1,+44. Unset: everywhere.")
    Optional<List<@Pattern(regexp = PREFIX) String>> prefixes();

    /** Opened prefixes. */
    @About(
            unit = "+E.164 prefixes, comma-separated",
            value = "Premium rate, shared cost, satellite, international network and unassigned numbers are not called,"
                    + " but for those that begin like this.")
    Optional<List<@Pattern(regexp = PREFIX) String>> opened();
}
