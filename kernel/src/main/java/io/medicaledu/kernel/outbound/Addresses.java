package io.medicaledu.kernel.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses belong to the internet, by IANA's registries of special-purpose addresses. */
final class Addresses {

    /** This network, carrier-grade NAT, link-local, protocol assignments, examples, benchmarks, multicast, reserved. */
    private static final List<AddressRange> SPECIAL_4 = ranges(
            "0.0.0.0/8",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final List<AddressRange> PRIVATE =
            ranges("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

    /** All else is special: mapped and translated IPv4, unique-local, link-local, site-local, multicast. */
    private static final AddressRange GLOBAL_6 = AddressRange.of("2000::/3");
    /** Within it: protocol assignments with Teredo, examples, 6to4. */
    private static final List<AddressRange> SPECIAL_6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private Addresses() {}

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::of).toList();
    }

    /** Whether anybody on the internet can be reached by it. */
    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return !isIn(SPECIAL_4, address) && !isPrivate(address);
        }
        return GLOBAL_6.contains(address) && !isIn(SPECIAL_6, address);
    }

    /** Whether it is this machine's own, or of a private network. */
    static boolean isPrivate(InetAddress address) {
        return isIn(PRIVATE, address);
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
