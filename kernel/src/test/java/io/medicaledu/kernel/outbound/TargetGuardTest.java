package io.medicaledu.kernel.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may make the platform call, and what not, however they write it. */
class TargetGuardTest {

    private static final String PUBLIC = "93.184.215.14";

    /** Names of the tests; literals are what they are. */
    private static InetAddress[] resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "inside.example" -> addresses("10.1.2.3");
            case "half.example" -> addresses(PUBLIC, "127.0.0.1");
            case "hooks.example" -> addresses(PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c");
            case "nowhere.example" -> throw new UnknownHostException(host);
            default -> InetAddress.getAllByName(host);
        };
    }

    private static InetAddress[] addresses(String... literals) {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.ofLiteral(literals[i]);
        }
        return addresses;
    }

    private final TargetGuard strict = new TargetGuard(false, TargetGuardTest::resolve);
    private final TargetGuard lenient = new TargetGuard(true, TargetGuardTest::resolve);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://localhost/",
                "https://0.0.0.0/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://192.0.0.1/",
                "https://198.18.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[2001:0:7f00:1::]/",
                "https://[fc00::1]/",
                "https://[fd12:3456::1]/",
                "https://[fe80::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[ff02::1]/",
                "https://inside.example/",
                "https://half.example/",
                "https://user:password@hooks.example/",
                "https://user@hooks.example/",
                "https://hooks.example/#fragment",
                "https://hooks.example:22/",
                "https://hooks.example:25/",
                "https://hooks.example:0/",
                "https://hooks.example:70000/",
                "https:///path",
                "https://hooks_example/",
                "http://hooks.example/",
                "ftp://hooks.example/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:70/",
                "//hooks.example/",
                "hooks.example",
                "https://hooks.example/ with blanks",
                ""
            })
    void whatIsNotOnTheInternetIsRefused(String url) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> strict.require(url))
                .matches(problem -> problem.code() == ProblemCode.TARGET_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example/",
                "https://hooks.example/path?query=1",
                "HTTPS://hooks.example:8443",
                "https://" + PUBLIC + "/",
                "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
                "https://nowhere.example/"
            })
    void whatIsOnTheInternetMayBeCalled(String url) {
        assertThatCode(() -> strict.require(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/",
                "https://[::1]:8080/",
                "http://inside.example/",
                "https://hooks.example/"
            })
    void testsMayCallTheirOwnMachine(String url) {
        assertThatCode(() -> lenient.require(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example/",
                "http://half.example/",
                "http://169.254.169.254/",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "http://[fe80::1]/",
                "http://user@127.0.0.1:8080/",
                "file:///etc/passwd"
            })
    void evenTestsMayNotCallEverything(String url) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> lenient.require(url));
    }

    @Test
    void theAddressThatWasCheckedIsTheOneToConnectTo() throws UnknownHostException {
        TargetGuard.Target target = strict.resolve("https://hooks.example:8443/path");

        assertThat(target.address()).isEqualTo(InetAddress.ofLiteral(PUBLIC));
        assertThat(target.port()).isEqualTo(8443);
        assertThat(target.isTls()).isTrue();
    }
}
