//! How long each stage takes for a minute of stereo at 44.1 kHz, and all of them together.
//!
//! `cargo bench --bench stages`. The yardstick is the last: everything else must be small beside it.

use std::hint::black_box;
use std::io::Cursor;
use std::num::NonZeroUsize;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use podcast::audio::dynamics::{Chain, Limiter, Ride};
use podcast::audio::loudness::{Db, Dbfs, Dbtp, weigh};
use podcast::audio::master::{Target, Treatment};
use podcast::audio::mp3::{Effort, Mp3Form, Mp3Writer};
use podcast::audio::segment::{self, Segment};
use podcast::audio::synth::Synth;
use podcast::audio::{Block, Sink, Source, SourceError, Spec, master};
use podcast::world::World;

const RATE: u32 = 44_100;
const MINUTE: Duration = Duration::from_mins(1);

/// Two voices beside the middle, in memory, so that no formula is part of what is measured.
#[derive(Clone)]
struct Memory(Vec<Vec<f32>>, usize);

impl Memory {
    fn interview() -> Memory {
        let mut voice = Synth::voice(RATE, Dbfs(-8.0), MINUTE).scaled(&[1.0, 0.6]);
        let (mut planes, mut block) = (vec![Vec::new(); 2], Block::new(2));
        while voice.read(&mut block).is_ok() && block.frames() > 0 {
            for (plane, from) in planes.iter_mut().zip(block.planes()) {
                plane.extend_from_slice(from);
            }
        }
        Memory(planes, 0)
    }

    fn segments(&self) -> Vec<Segment> {
        let (lead_in, lead_out) = (Chain::lead_in(RATE), Chain::lead_out(RATE));
        segment::cut(self.clone(), segment::length(RATE), lead_in, lead_out).flatten().collect()
    }
}

impl Source for Memory {
    fn spec(&self) -> Spec {
        Spec { rate: RATE, channels: 2 }
    }

    fn frames(&self) -> Option<u64> {
        self.0.first().map(|plane| plane.len() as u64)
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        block.clear(2);
        let to = (self.1 + Block::FRAMES).min(self.0[0].len());
        for (plane, from) in block.planes_mut().iter_mut().zip(&self.0) {
            plane.extend_from_slice(&from[self.1..to]);
        }
        self.1 = to;
        Ok(())
    }
}

fn stages(criterion: &mut Criterion) {
    let sound = Memory::interview();
    let segments = sound.segments();
    let mut group = criterion.benchmark_group("a minute of stereo");
    group.sample_size(10);

    group.bench_function("cut", |bench| bench.iter(|| black_box(sound.segments())));
    group.bench_function("meter and true peak", |bench| {
        bench.iter(|| segments.iter().map(weigh).collect::<Vec<_>>());
    });
    let idle = Ride::default();
    for (name, gain) in [("limiter, idle", Db(0.0)), ("limiter, at work", Db(12.0))] {
        let chain = Chain { ride: &idle, gain, limiter: Limiter::new(Dbtp(-2.0)) };
        group.bench_function(name, |bench| {
            bench.iter(|| {
                for segment in &segments {
                    let mut segment = segment.clone();
                    chain.apply(&mut segment);
                    black_box(segment);
                }
            });
        });
    }
    let world = World { jobs: NonZeroUsize::MIN, ..World::real() };
    let open = || Ok(sound.clone());
    let hear = || master::analyse(&world, open, Treatment::default());
    let mut analysed = hear().expect("a minute can be heard");
    let (figures, target) = (analysed.take_figures(), Target::default());
    let settle = || master::settle(&figures, analysed.is_mono(), &target);
    group.bench_function("analyse", |bench| bench.iter(hear));
    group.bench_function("settle", |bench| bench.iter(settle));
    let plan = settle();
    let mended = || Ok(analysed.mended(sound.clone()));
    group.bench_function("render: master, encode, hear, join", |bench| {
        bench.iter(|| master::render(&world, mended, &figures, &plan, Cursor::new(Vec::new())));
    });
    group.bench_function("encode with LAME", |bench| {
        bench.iter(|| {
            let form = Mp3Form { rate: RATE, channels: 2, bitrate: 128, effort: Effort::Usual };
            let mut writer = Mp3Writer::new(form, Cursor::new(Vec::new())).expect("LAME begins");
            writer.write(&Block::from_planes(sound.0.clone())).expect("LAME goes on");
            writer.finish()
        });
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
