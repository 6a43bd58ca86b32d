package io.medicaledu.kernel.outbound;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Decides what the platform may call when clients say what to call: https, on the internet. A name is judged by all
 * addresses that it has.
 */
@Component
public class TargetGuard {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    /** Below are the ports of mail, name service and the like. */
    private static final int FIRST_FREE_PORT = 1_024;

    private static final int LAST_PORT = 65_535;
    private static final int LONGEST = 2_000;

    /** No name ends like that, but addresses do, in one way of writing or another. */
    private static final Pattern NUMBER = Pattern.compile("\\[.*|(.*\\.)?[0-9][0-9a-zA-Z]*\\.?");

    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(2);
    /** For requests: no more of them wait for a name server than that. */
    private static final ExecutorService LOOKUPS = new ThreadPoolExecutor(
            0,
            4,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("name-lookup-", 1).daemon().factory());

    private final boolean allowPrivate;
    private final Resolver resolver;

    /** Finds the addresses of a host. */
    @FunctionalInterface
    public interface Resolver {

        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    @Autowired
    TargetGuard(OutboundProperties properties) {
        this(properties.allowPrivate(), InetAddress::getAllByName);
    }

    /** @param allowPrivate whether this machine and private networks may be called, by http as well */
    public TargetGuard(boolean allowPrivate, Resolver resolver) {
        this.allowPrivate = allowPrivate;
        this.resolver = resolver;
    }

    /** Where to connect to: one of the addresses that were checked, and no other. */
    record Target(URI uri, InetAddress address, int port, boolean isTls) {}

    /**
     * Checks an address that a client gives. A host that has no address now may have one later; it is checked again at each
     * call.
     *
     * @throws Problem {@code target-not-allowed}
     */
    public void require(String url) {
        try {
            resolve(url, this::resolveInTime);
        } catch (UnknownHostException e) {
            if (NUMBER.matcher(parse(url).getHost()).matches()) {
                throw refuse("the host is no address");
            }
        }
    }

    /**
     * @throws Problem {@code target-not-allowed}
     * @throws UnknownHostException if the host has no address
     */
    Target resolve(String url) throws UnknownHostException {
        return resolve(url, resolver);
    }

    /** Requests do not wait for name servers that do not answer: the host counts as one that has no address now. */
    private InetAddress[] resolveInTime(String host) throws UnknownHostException {
        try {
            return LOOKUPS.submit(() -> resolver.resolve(host)).get(LONGEST_LOOKUP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            throw (UnknownHostException) new UnknownHostException(host).initCause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (UnknownHostException) new UnknownHostException(host).initCause(e);
        }
    }

    private Target resolve(String url, Resolver names) throws UnknownHostException {
        URI uri = parse(url);
        boolean isTls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() != -1 ? uri.getPort() : isTls ? HTTPS_PORT : HTTP_PORT;
        if (!isUsual(port, isTls)) {
            throw refuse("the port must be 443, or above 1023");
        }
        List<InetAddress> addresses = Arrays.asList(names.resolve(host(uri)));
        if (!addresses.stream().allMatch(address -> isAllowed(address, isTls))) {
            throw refuse(isTls ? "the host must be on the internet" : "only https is called");
        }
        return new Target(uri, addresses.getFirst(), port, isTls);
    }

    private static boolean isUsual(int port, boolean isTls) {
        return port == (isTls ? HTTPS_PORT : HTTP_PORT) || (port >= FIRST_FREE_PORT && port <= LAST_PORT);
    }

    private boolean isAllowed(InetAddress address, boolean isTls) {
        return (isTls && Addresses.isPublic(address)) || (allowPrivate && Addresses.isPrivate(address));
    }

    private URI parse(String url) {
        if (url.length() > LONGEST) {
            throw refuse("it has more than 2,000 characters");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw refuse("it is no URL");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!"https".equals(scheme) && !(allowPrivate && "http".equals(scheme))) {
            throw refuse("only https is called");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw refuse("it has no host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw refuse("credentials and fragments do not belong there");
        }
        return uri;
    }

    /** As the resolver takes it: an IPv6 address without brackets. */
    static String host(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Problem refuse(String why) {
        return new Problem(ProblemCode.TARGET_NOT_ALLOWED, "The URL must not be called: " + why);
    }
}
