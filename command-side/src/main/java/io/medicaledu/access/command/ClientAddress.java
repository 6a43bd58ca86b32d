package io.medicaledu.access.command;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whom a network address belongs to: with IPv6 one customer has all addresses of a /64. */
final class ClientAddress {

    private static final int PREFIX_BYTES = 8;
    private static final int BYTES = 16;

    private ClientAddress() {}

    /** An IPv4 address as it is, the /64 of an IPv6 address; anything else is one and the same. */
    static String network(@Nullable Object address) {
        if (address == null) {
            return "unknown";
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(address.toString());
            if (!(parsed instanceof Inet6Address)) {
                return parsed.getHostAddress();
            }
            byte[] prefix = Arrays.copyOf(Arrays.copyOf(parsed.getAddress(), PREFIX_BYTES), BYTES);
            return InetAddress.getByAddress(prefix).getHostAddress() + "/64";
        } catch (IllegalArgumentException | UnknownHostException e) {
            return "unknown";
        }
    }
}
