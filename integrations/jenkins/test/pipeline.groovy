// Runs a Jenkinsfile with the library beside it, by a small stand-in for Jenkins and its usual pipeline steps.
//
//   groovy pipeline.groovy JENKINSFILE WORKSPACE
//
// The environment is the agent's; CREDENTIAL_x is the secret text of the credentials x. A file "abort" in WORKSPACE stops
// the build as its users do. Like Jenkins, it ends with a line "Finished: SUCCESS", "FAILURE" or "ABORTED".

import java.util.concurrent.ConcurrentLinkedQueue
import org.codehaus.groovy.control.CompilerConfiguration
import org.codehaus.groovy.control.customizers.ImportCustomizer

class FlowInterruptedException extends Exception {
}

class AbortException extends Exception {
    AbortException(String message) { super(message) }
}

/** What a step may use, which each branch has for itself. */
class Context {
    static final InheritableThreadLocal<Context> OF = new InheritableThreadLocal<Context>() {
        @Override
        protected Context childValue(Context parent) { new Context(parent.variables, parent.isOnAgent) }
    }

    Map<String, String> variables
    boolean isOnAgent

    Context(Map variables, boolean isOnAgent) {
        this.variables = new TreeMap(variables)
        this.isOnAgent = isOnAgent
    }
}

abstract class Steps extends Script {
    static File workspace
    static File library
    static GroovyShell shell

    private static Context context() { Context.OF.get() }

    /** Steps end a method that is not for them, and in Jenkins are lost in the closures of Groovy's own methods. */
    private static void begin(String step) {
        for (frame in new Throwable().stackTrace) {
            boolean isForbidden = frame.className.startsWith('org.codehaus.groovy.runtime.DefaultGroovyMethods') &&
                frame.methodName in ['each', 'collect', 'any', 'every', 'find', 'findAll', 'inject', 'times', 'eachWithIndex']
            if (isForbidden || frame.methodName == 'settingsOf') throw new IllegalStateException("${step} was called where Jenkins cannot: ${frame}")
            if (frame.className == 'Jenkinsfile') return
        }
    }

    private static void needAgent(String step) {
        begin(step)
        if (!context().isOnAgent) throw new AbortException("Required context class hudson.FilePath is missing: ${step} is used outside of node")
    }

    private static def within(Map<String, String> more, boolean isOnAgent, Closure body) {
        def outer = context()
        Context.OF.set(new Context(outer.variables + more, isOnAgent))
        try {
            return body()
        } finally {
            Context.OF.set(outer)
        }
    }

    def getEnv() { new TreeMap(context().variables) }

    def node(String label = '', Closure body) {
        begin('node')
        within([NODE_NAME: 'agent-1', WORKSPACE: workspace.path], true, body)
    }

    def withEnv(List<String> settings, Closure body) {
        begin('withEnv')
        if (settings.any { it.class != String }) throw new IllegalArgumentException('withEnv takes strings')
        Map more = settings.collectEntries { String setting -> [setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1)] }
        within(more, context().isOnAgent, body)
    }

    def withCredentials(List<Map> bindings, Closure body) {
        begin('withCredentials')
        within(bindings.collectEntries { [it.variable, System.getenv("CREDENTIAL_${it.credentialsId}")] }, context().isOnAgent, body)
    }

    def string(Map binding) { binding }

    def stage(String name, Closure body) {
        println "[Pipeline] stage ${name}"
        body()
    }

    def script(Closure body) { body() }

    def echo(Object text) { println text }

    def error(Object text) {
        begin('error')
        throw new AbortException(text.toString())
    }

    boolean isUnix() {
        needAgent('isUnix')
        true
    }

    String pwd(Map options) {
        needAgent('pwd')
        options.tmp ? "${workspace.path}@tmp" : workspace.path
    }

    void writeFile(Map options) {
        needAgent('writeFile')
        def file = new File(options.file.toString())
        file.parentFile.mkdirs()
        file.setText(options.text.toString(), 'UTF-8')
    }

    String readFile(Map options) {
        needAgent('readFile')
        new File(options.file.toString()).getText(options.encoding)
    }

    String libraryResource(String path) { new File(library, "resources/${path}").getText('UTF-8') }

    def sh(String script) { sh([script: script]) }

    def sh(Map options) {
        needAgent('sh')
        println "[Pipeline] sh${options.label ? " (${options.label})" : ''}"
        File file = File.createTempFile('script', '.sh', new File("${workspace.path}@tmp").with { mkdirs(); it })
        file.text = options.script
        // By its interpreter: what was just written is "busy" while another branch starts a process.
        def interpreter = options.script.startsWith('#!') ? [options.script.readLines().first().substring(2).trim()] : ['sh', '-xe']
        def command = interpreter + [file.path]
        def builder = new ProcessBuilder(command).directory(workspace).redirectErrorStream(true)
        String cookie = UUID.randomUUID()
        builder.environment().clear()
        builder.environment().putAll(context().variables + [JENKINS_SERVER_COOKIE: cookie])
        def process = builder.start()
        process.outputStream.close()
        def output = new StringBuilder()
        def reader = Thread.start { process.inputStream.eachLine('UTF-8') { options.returnStdout ? output.append(it).append('\n') : println(it) } }
        try {
            int code = process.waitFor()
            reader.join(1000)
            file.delete()
            if (options.returnStatus) return code
            if (code != 0) throw new AbortException("script returned exit code ${code}")
            return output.toString()
        } catch (InterruptedException _) {
            end(cookie, process)
            throw new FlowInterruptedException()
        }
    }

    /** All that the step has started, as Jenkins does it: by their environment. */
    private static void end(String cookie, Process process) {
        for (signal in ['TERM'] + ['0'] * 100 + ['KILL']) {
            def ids = new File('/proc').list().findAll { id ->
                try {
                    id.number && new File("/proc/${id}/environ").text.contains(cookie)
                } catch (IOException _) {
                    false
                }
            }
            if (!ids) return
            if (signal != '0') (['kill', "-${signal}"] + ids).execute().waitFor()
            Thread.sleep(100)
        }
    }

    def sleep(int seconds) {
        begin('sleep')
        try {
            Thread.sleep(seconds * 1000L)
        } catch (InterruptedException _) {
            throw new FlowInterruptedException()
        }
    }

    def parallel(Map branches) {
        begin('parallel')
        boolean isFailFast = branches.remove('failFast')
        def failures = new ConcurrentLinkedQueue<Throwable>()
        List<Thread> threads = []
        branches.each { name, body ->
            threads << new Thread({
                try {
                    body()
                } catch (Throwable failure) {
                    failures << failure
                    if (isFailFast) threads.findAll { it != Thread.currentThread() }*.interrupt()
                }
            })
        }
        threads*.start()
        try {
            threads*.join()
        } catch (InterruptedException _) {
            threads*.interrupt()
            threads*.join()
            throw new FlowInterruptedException()
        }
        if (failures) throw failures.peek()
    }

    def withBots(Map options = [:], Closure body) { shell.parse(new File(library, 'vars/withBots.groovy')).call(options, body) }

    // A declarative pipeline, as far as it is used here.
    def pipeline(Closure body) { new Declarative(steps: this).run(body) }
}

/** Reads the sections first and then runs them, stage after stage. */
class Declarative {
    Steps steps
    Map<String, String> variables = [:]
    List<Closure> stages = []
    Closure always = {}

    void run(Closure body) {
        read(body)
        steps.node {
            steps.withEnv(variables.collect { "${it.key}=${it.value}".toString() }) {
                try {
                    for (stage in stages) stage()
                } finally {
                    always()
                }
            }
        }
    }

    private void read(Closure section) {
        section.delegate = this
        section.resolveStrategy = Closure.DELEGATE_FIRST
        section()
    }

    def getAny() { 'any' }
    void agent(String label) { }
    void stages(Closure body) { read(body) }
    void stage(String name, Closure body) { read(body) }
    void steps(Closure body) { stages << body }
    void post(Closure body) { read(body) }
    void always(Closure body) { always = body }
    void environment(Closure body) {
        body.delegate = variables
        body.resolveStrategy = Closure.DELEGATE_ONLY
        body()
    }
}

def (jenkinsfile, workspace) = args.collect { new File(it).absoluteFile }
def loader = new GroovyClassLoader(this.class.classLoader)
loader.parseClass('''
    package com.cloudbees.groovy.cps
    import java.lang.annotation.*
    @Retention(RetentionPolicy.RUNTIME) @Target(ElementType.METHOD) @interface NonCPS { }''')
def configuration = new CompilerConfiguration(scriptBaseClass: Steps.name)
configuration.addCompilationCustomizers(new ImportCustomizer().addImports('com.cloudbees.groovy.cps.NonCPS'))
Steps.workspace = workspace
Steps.library = new File(getClass().protectionDomain.codeSource.location.toURI()).parentFile.parentFile
Steps.shell = new GroovyShell(loader, new Binding(), configuration)

Context.OF.set(new Context(System.getenv() + [JOB_NAME: 'lab/boot', BUILD_NUMBER: '12'], false))
def result = 'SUCCESS'
def build = Thread.start {
    try {
        Steps.shell.parse(jenkinsfile.text, 'Jenkinsfile.groovy').run()
    } catch (FlowInterruptedException _) {
        result = 'ABORTED'
    } catch (Throwable failure) {
        println "ERROR: ${failure instanceof AbortException ? failure.message : failure}"
        def places = failure.stackTrace.findAll { it.className =~ /^(Jenkinsfile|withBots|Steps|Declarative)\b/ }
        if (!(failure instanceof AbortException)) println places.take(5).collect { "    at ${it}" }.join('\n')
        result = 'FAILURE'
    }
}
while (build.alive) {
    if (new File(workspace, 'abort').delete()) build.interrupt()
    build.join(100)
}
println "Finished: ${result}"
System.out.flush()
Runtime.runtime.halt(result == 'SUCCESS' ? 0 : 1)
