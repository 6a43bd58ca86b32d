package io.medicaledu.benchmarks;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What another JVM tells about itself, by JMX over a local agent that is attached to it. */
final class RemoteJvm implements AutoCloseable {

    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final CompilationMXBean compiler;

    private RemoteJvm(JMXConnector connector) throws IOException {
        this.connector = connector;
        MBeanServerConnection server = connector.getMBeanServerConnection();
        threads = ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        compiler = ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.COMPILATION_MXBEAN_NAME, CompilationMXBean.class);
    }

    @SuppressWarnings("BanJNDI") // It talks to a process that this program has started itself.
    static RemoteJvm attach(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return new RemoteJvm(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    /** Bytes that all threads have allocated since the start. */
    long allocatedBytes() {
        return threads.getTotalThreadAllocatedBytes();
    }

    /** Time that the compilers have worked since the start. */
    long compilationMillis() {
        return compiler.getTotalCompilationTime();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
